package org.refold.model.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.refold.data.AttributeColumn;
import org.refold.data.Attributes;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.SideInformation;
import org.refold.data.Vocabulary;
import org.refold.kernel.Matrix;
import org.refold.model.RecommenderConformance;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.KnownUsers;
import org.refold.recommend.Model;
import org.refold.recommend.ModelFile;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.train.batch.FeatureRows;
import org.refold.train.batch.SideFeatures;

class ContentMapTest implements RecommenderConformance {

  static final int USERS = 120;
  static final int OWN = 12;

  /** Of these the last two of each kind are cold. */
  static final int WARM = 10;

  private static final ContentMap SMALL =
      new ContentMap().withLatent(8).withL2(0.02).withSide(SideFeatures.Use.BOTH);

  static final List<String> IDS =
      IntStream.range(0, USERS + 4).mapToObj(user -> "u" + user).toList();
  private static final Vocabulary ITEMS =
      Vocabulary.of(IntStream.range(0, 2 * OWN).mapToObj(item -> "i" + item).toList());

  static final SideInformation SIDE =
      new SideInformation(
          Attributes.none(Vocabulary.of(IDS)).with("likes", kinds(IDS.size(), 1)),
          Attributes.none(ITEMS).with("kind", kinds(ITEMS.size(), OWN)));

  static final Interactions TRAIN = train();

  private static AttributeColumn kinds(int size, int each) {
    return AttributeColumn.Categories.of(
        IntStream.range(0, size).mapToObj(k -> List.of("kind " + k / each % 2)).toList());
  }

  private static Interactions train() {
    InteractionsBuilder builder = new InteractionsBuilder(false, false);
    SplittableRandom random = new SplittableRandom(5);
    for (int user = 0; user < USERS; user++) {
      for (int item = 0; item < 2 * OWN; item++) {
        boolean own = item / OWN == user % 2;
        if (item % OWN < WARM && random.nextDouble() < (own ? 0.5 : 0.04)) {
          builder.add(user, item, 1, 0);
        }
      }
    }
    return builder.build(
        Vocabulary.of(IDS.subList(0, USERS)), ITEMS, InteractionsBuilder.Duplicates.KEEP);
  }

  @Override
  public Recommender recommender() {
    return new ContentMap().withLatent(8).withL2(0.02).withSide(SideFeatures.Use.NONE);
  }

  /** Worked out by hand: A'WA + I is [3 1; 1 3], or [12 1; 1 3]. */
  @ParameterizedTest
  @CsvSource({"1, 1.375, .875", "10, 1.857143, .714286"})
  void theMapIsTheWeightedRidgeRegression(double weight, double first, double second) {
    FeatureRows attributes =
        new FeatureRows(
            2, new int[] {0, 1, 3, 4}, new int[] {0, 0, 1, 1}, new float[] {1, 1, 1, 1});
    try (Matrix q = Matrix.of(3, 1, 2f, 3f, 1f);
        Matrix map = AttributeRidge.of(attributes, new double[] {weight, 1, 1}, q, 1)) {
      assertThat(map.get(0, 0)).isCloseTo(first, within(1e-6));
      assertThat(map.get(1, 0)).isCloseTo(second, within(1e-6));
      float[] cold = new float[1];
      AttributeRidge.apply(attributes, 1, map, cold);
      assertThat((double) cold[0]).isCloseTo(first + second, within(1e-6));
    }
  }

  private static Fitting fitting() {
    return Fitting.withSeed(2).withSideInformation(SIDE);
  }

  static float best(float[] scores, int kind, int from, int to) {
    float best = Float.NEGATIVE_INFINITY;
    for (int item = kind * OWN + from; item < kind * OWN + to; item++) {
      best = Math.max(best, scores[item]);
    }
    return best;
  }

  @Test
  void newItemsStandWithTheirKind() {
    try (Fitted<ContentMapModel> fitted = SMALL.fit(TRAIN, fitting())) {
      for (int user = 0; user < 20; user++) {
        float[] scores = fitted.model().scores(TRAIN, user);
        int own = user % 2;
        float cold = best(scores, own, WARM, OWN);
        assertThat(cold).isGreaterThan(best(scores, 1 - own, WARM, OWN) + 0.1f);
        assertThat(cold).isLessThan(best(scores, own, 0, WARM));
      }
    }
  }

  @Test
  void newUsersAreServedByTheirAttributes() {
    Interactions cold = TRAIN.withUsers(Vocabulary.of(IDS.subList(USERS, IDS.size())));
    try (Fitted<ContentMapModel> fitted = SMALL.fit(TRAIN, fitting())) {
      for (int user = 0; user < cold.userCount(); user++) {
        float[] scores = fitted.model().scores(cold, user);
        assertThat(best(scores, user % 2, 0, WARM))
            .isGreaterThan(best(scores, 1 - user % 2, 0, WARM) + 0.1f);
      }
      assertThat(fitted.model().recommendForUser("u121", 3))
          .allSatisfy(item -> assertThat(TRAIN.items().indexOf(item.item())).isGreaterThan(11));
    }
  }

  /** Those with a history have the vectors of iALS. */
  @Test
  void nothingElseChanges() {
    Ials plain = new Ials(8, SMALL.unobservedWeight(), SMALL.l2(), 1, SMALL.epochs());
    try (Fitted<ContentMapModel> mapped = SMALL.fit(TRAIN, fitting());
        Fitted<IalsModel> factors = plain.fit(TRAIN, fitting())) {
      float[] some = mapped.model().scores(TRAIN, 3);
      float[] expected = factors.model().scores(TRAIN, 3);
      List<Integer> warm = new ArrayList<>();
      IntStream.range(0, 2 * OWN).filter(item -> item % OWN < WARM).forEach(warm::add);
      assertThat(warm).hasSize(20).allSatisfy(i -> assertThat(some[i]).isEqualTo(expected[i]));
      assertThat(expected[OWN - 1]).isZero();
      assertThat(some[OWN - 1]).isNotZero();
    }
  }

  @Test
  void mapsAreKeptInTheFile(@TempDir Path folder) throws IOException {
    Interactions cold = TRAIN.withUsers(Vocabulary.of(List.of("u121", "u122", "?")));
    try (Fitted<ContentMapModel> fitted = SMALL.fit(TRAIN, fitting())) {
      fitted.save(folder.resolve("model"));
      try (Fitted<? extends Model> loaded = ModelFile.open(folder.resolve("model")).load(SMALL)) {
        for (int user = 0; user < 3; user++) {
          assertThat(loaded.model().scores(cold, user))
              .isEqualTo(fitted.model().scores(cold, user));
        }
        assertThat(((KnownUsers) loaded.model()).users().size()).isEqualTo(IDS.size());
      }
    }
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> SMALL.fit(TRAIN, Fitting.withSeed(1)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("side information of items");
    assertThatThrownBy(() -> SMALL.withContentRidge(0)).hasMessageContaining("contentRidge is 0");
    assertThatThrownBy(() -> SMALL.withLatent(0)).hasMessageContaining("latent is 0");
  }
}
