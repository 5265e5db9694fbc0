package org.refold.model.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.refold.data.Interactions;
import org.refold.kernel.Precision;
import org.refold.model.RecommenderConformance;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;

class AdmmSlimTest implements RecommenderConformance {

  private static final AdmmSlim GOLDEN =
      new AdmmSlim(0.5, 1, 2, Sign.NON_NEGATIVE, 200, 0, Precision.DOUBLE);

  @Override
  public Recommender recommender() {
    return new AdmmSlim().withL1(0.1).withL2(5).withRho(5);
  }

  @Override
  public ItemOrder itemOrder() {
    return ItemOrder.IGNORED;
  }

  private static SparseLinearModel fit(AdmmSlim slim, Interactions train) {
    return slim.fit(train, Fitting.withSeed(1)).model();
  }

  /** The iteration in numpy, in double. */
  @Test
  void goldenWeights() {
    SmallData.assertWeights(
        fit(GOLDEN.withEpochs(1), SmallData.X5), 1e-6, "0 .05303 0 0", ".074675 0 .074675 0");
    SmallData.assertWeights(
        fit(GOLDEN, SmallData.X5),
        1e-6,
        "0 .3 0 .1",
        ".375 0 .375 0",
        "0 .3 0 .1",
        ".166667 0 .166667 0");
  }

  /** Two solvers that share nothing but the Gram matrix. */
  @ParameterizedTest
  @CsvSource({"ANY, DOUBLE, 1e-4", "NON_NEGATIVE, DOUBLE, 1e-4", "NON_NEGATIVE, FLOAT, 3e-4"})
  void agreesWithCoordinateDescent(Sign sign, Precision precision, float tolerance) {
    Interactions train = SmallData.random(200, 60, 5);
    AdmmSlim dense = new AdmmSlim(2, 60, 60, sign, 500, 1e-6, precision);
    SparseLinearModel admm = fit(dense, train);
    Slim slim = new Slim(2, 60, sign, 60, 500, 1e-7, 0);
    SparseLinearModel descent = slim.fit(train, Fitting.withSeed(1)).model();
    for (int i = 0; i < 60; i++) {
      for (int j = 0; j < 60; j++) {
        assertThat(admm.weight(i, j)).isCloseTo(descent.weight(i, j), within(tolerance));
      }
    }
  }

  static List<UnaryOperator<AdmmSlim>> wrong() {
    return List.of(
        slim -> slim.withL1(-1),
        slim -> slim.withL2(0),
        slim -> slim.withRho(0),
        slim -> slim.withEpochs(0),
        slim -> slim.withTolerance(-1));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void hyperParametersAreChecked(UnaryOperator<AdmmSlim> change) {
    assertThatThrownBy(() -> change.apply(new AdmmSlim()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("but must be");
  }
}
