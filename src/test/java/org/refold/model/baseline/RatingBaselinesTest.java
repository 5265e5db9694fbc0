package org.refold.model.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.refold.catalogue.Catalogue;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.Vocabulary;
import org.refold.recommend.Fitting;
import org.refold.settings.BadInputException;

/** What the baselines predict for four ratings that can be worked out by hand. */
class RatingBaselinesTest {

  /** u0 gives i0 5 and i1 3; u1 gives i0 4; u2 gives i1 1; u3 and i2 have no rating: mean 3.25. */
  private static final Interactions TRAIN = ratings();

  private static Interactions ratings() {
    return rows(4, new float[][] {{0, 0, 5}, {0, 1, 3}, {1, 0, 4}, {2, 1, 1}});
  }

  private static Interactions rows(int users, float[][] ratings) {
    InteractionsBuilder builder = new InteractionsBuilder(true, false);
    for (float[] each : ratings) {
      builder.add((int) each[0], (int) each[1], each[2], 0);
    }
    return builder.build(
        Vocabulary.ofNumbers(users),
        Vocabulary.ofNumbers(3),
        InteractionsBuilder.Duplicates.LAST_WINS);
  }

  private static BiasModel fit(String name) {
    return (BiasModel) Catalogue.create(name).fit(TRAIN, Fitting.withSeed(1)).model();
  }

  @ParameterizedTest
  @CsvSource({
    "mean,      0, 0, 3.25",
    "mean,      3, 2, 3.25",
    "user-mean, 0, 2, 4",
    "user-mean, 2, 0, 1",
    "user-mean, 3, 0, 3.25",
    "item-mean, 2, 0, 4.5",
    "item-mean, 3, 1, 2",
    "item-mean, 0, 2, 3.25",
  })
  void meansByHand(String name, int user, int item, float expected) {
    assertThat(fit(name).scores(TRAIN, user)[item]).isCloseTo(expected, within(1e-6f));
  }

  @Test
  void predictionsAreClippedAndScoresAreNot() {
    BiasModel model = new Bias(0, 0, 30).fit(TRAIN, Fitting.withSeed(1)).model();
    Interactions likesTheLesser = rows(1, new float[][] {{0, 1, 5}});
    float[] predictions = new float[1];
    model.predict(likesTheLesser, rows(1, new float[][] {{0, 0, 1}}), predictions);
    assertThat(model.scores(likesTheLesser, 0)[0]).isGreaterThan(5f);
    assertThat(predictions[0]).isEqualTo(5f);
  }

  @Test
  void aHistoryWithoutRatingsIsTakenAsLiked() {
    assertThat(fit("user-mean").recommend(List.of("0"), 1).get(0).score()).isEqualTo(5f);
    assertThat(fit("user-mean").recommend(List.of("0"), List.of(2), 1).get(0).score())
        .isEqualTo(2f);
  }

  @Test
  void dataWithoutRatingsAreRefused() {
    for (String name : List.of("mean", "user-mean", "item-mean", "bias")) {
      assertThatThrownBy(
              () -> Catalogue.create(name).fit(TRAIN.withoutValues(), Fitting.withSeed(1)))
          .isInstanceOf(BadInputException.class)
          .hasMessageContainingAll(name + " learns from ratings", "either the data have no values");
    }
  }
}
