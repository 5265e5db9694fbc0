package org.refold.model.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.Vocabulary;
import org.refold.model.RecommenderConformance;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;

class BiasTest implements RecommenderConformance {

  @Override
  public Recommender recommender() {
    return new Bias().withItemShrink(25);
  }

  @Override
  public ItemOrder itemOrder() {
    return ItemOrder.IGNORED;
  }

  /** Computed apart in numpy from the two formulas; ratings 5, 3 / 4 / 1 of three users. */
  @ParameterizedTest
  @CsvSource({
    "1,  0.208333, -0.208333, 0.088235, 0.033854, -0.127604",
    "10, 0.198071, -0.205070, 0.088647, 0.034496, -0.127808",
  })
  void goldenValues(int sweeps, float i0, float i1, double u0, double u1, double u2) {
    InteractionsBuilder builder = new InteractionsBuilder(true, false);
    builder.add(0, 0, 5, 0);
    builder.add(0, 1, 3, 0);
    builder.add(1, 0, 4, 0);
    builder.add(2, 1, 1, 0);
    Interactions train =
        builder.build(
            Vocabulary.ofNumbers(3),
            Vocabulary.ofNumbers(2),
            InteractionsBuilder.Duplicates.LAST_WINS);
    BiasModel model = new Bias().withEpochs(sweeps).fit(train, Fitting.withSeed(1)).model();
    assertThat(model.itemBias(0)).isCloseTo(i0, within(1e-6f));
    assertThat(model.itemBias(1)).isCloseTo(i1, within(1e-6f));
    double[] expected = {u0, u1, u2};
    for (int user = 0; user < 3; user++) {
      assertThat(model.userBias(train, user)).isCloseTo(expected[user], within(1e-6));
    }
  }

  @Test
  void hyperParametersAreChecked() {
    assertThatThrownBy(() -> new Bias().withItemShrink(-1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("itemShrink is -1.0", "at least 0");
    assertThatThrownBy(() -> new Bias().withEpochs(0))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("epochs is 0");
  }
}
