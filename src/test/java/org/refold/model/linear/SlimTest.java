package org.refold.model.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.kernel.Gram;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.model.RecommenderConformance;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;

class SlimTest implements RecommenderConformance {

  /** Solved to the end, nothing pruned. */
  private static final Slim EXACT =
      new Slim().withL1(0.5).withL2(1).withEpochs(500).withTolerance(0).withNeighbours(1000);

  @Override
  public Recommender recommender() {
    return new Slim().withL1(0.1).withL2(5);
  }

  private static SparseLinearModel fit(Slim slim, Interactions train) {
    return slim.fit(train, Fitting.withSeed(1)).model();
  }

  /** Coordinate descent in double in numpy, 200 sweeps. */
  @Test
  void goldenWeights() {
    SmallData.assertWeights(
        fit(EXACT, SmallData.X5),
        1e-6,
        "0 .3 0 .1",
        ".375 0 .375 0",
        "0 .3 0 .1",
        ".166667 0 .166667 0");
    SmallData.assertWeights(
        fit(EXACT.withSign(Sign.ANY), SmallData.X5),
        1e-6,
        "0 .307692 0 .1",
        ".375 0 .375 0",
        "0 .307692 0 .1",
        ".166667 -.038462 .166667 0");
  }

  @Test
  void withoutL1AndSignItIsEase() {
    Interactions train = SmallData.random(300, 140, 8);
    SparseLinearModel slim = fit(EXACT.withL1(0).withL2(60).withSign(Sign.ANY), train);
    DenseLinearModel ease = new Ease(60, Precision.DOUBLE).fit(train, Fitting.withSeed(1)).model();
    for (int i = 0; i < 140; i++) {
      for (int j = 0; j < 140; j++) {
        assertThat(slim.weight(i, j)).isCloseTo(ease.weight(i, j), within(2e-5f));
      }
    }
  }

  /**
   * Plain cyclic descent of one column after the other, in double, has the same iterates: blocks,
   * of which there are two here, and tiles are only another order of the same sums.
   */
  @ParameterizedTest
  @EnumSource(Sign.class)
  void threeSweepsAreThoseOfPlainDescent(Sign sign) {
    int n = 300;
    Interactions train = SmallData.random(200, n, 4);
    double[][] gram = new double[n][n];
    for (int user = 0; user < train.userCount(); user++) {
      for (int i : train.itemsOf(user)) {
        for (int j : train.itemsOf(user)) {
          gram[i][j]++;
        }
      }
    }
    SparseLinearModel model = fit(EXACT.withL1(2).withL2(10).withEpochs(3).withSign(sign), train);
    for (int j : new int[] {0, 17, 127, 128, 129, 255, 256, 299}) {
      double[] b = new double[n];
      for (int step = 0; step < 3 * n; step++) {
        int i = step % n;
        double sum = gram[i][j];
        for (int k = 0; k < n; k++) {
          sum -= k == i ? 0 : gram[i][k] * b[k];
        }
        double least =
            sign == Sign.ANY ? Math.signum(sum) * Math.max(0, Math.abs(sum) - 2) : sum - 2;
        b[i] = i == j ? 0 : (sign == Sign.ANY ? least : Math.max(0, least)) / (gram[i][i] + 10);
      }
      for (int i = 0; i < n; i++) {
        assertThat((double) model.weight(i, j)).as("%d %d", i, j).isCloseTo(b[i], within(1e-4));
      }
    }
  }

  /**
   * The conditions of Karush, Kuhn and Tucker: the gradient G B - G + l2 B + l1 is 0 where a weight
   * is positive, and nowhere below.
   */
  @Test
  void nonNegativeWeightsAreAMinimum() {
    int n = 150;
    Interactions train = SmallData.random(400, n, 3);
    SparseLinearModel model = fit(EXACT.withL1(1.5).withL2(60).withEpochs(400), train);
    BinaryMatrix x = BinaryMatrix.of(train);
    try (Matrix gram = Gram.of(x.starts(), x.columns(), null, n, Precision.DOUBLE)) {
      int zeros = 0;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          double gradient = 60 * model.weight(i, j) - gram.get(i, j) + 1.5;
          for (int k = 0; k < n; k++) {
            gradient += gram.get(i, k) * model.weight(k, j);
          }
          zeros += model.weight(i, j) == 0 ? 1 : 0;
          double wrong = model.weight(i, j) > 0 ? Math.abs(gradient) : Math.max(0, -gradient);
          assertThat(i == j ? model.weight(i, j) : wrong).as("%d to %d", i, j).isLessThan(2e-3);
        }
      }
      assertThat(zeros).isBetween(n * n / 10, n * n * 9 / 10);
    }
  }

  @Test
  void onlyTheLargestWeightsOfAColumnAreKept() {
    SparseLinearModel one = fit(EXACT.withSign(Sign.ANY).withNeighbours(1), SmallData.X5);
    SmallData.assertWeights(one, 1e-6, "0 .307692 0 .1", ".375 0 .375 0", "0 0 0 0", "0 0 0 0");
  }

  static List<UnaryOperator<Slim>> wrong() {
    return List.of(
        slim -> slim.withL1(-1),
        slim -> slim.withL2(0),
        slim -> slim.withNeighbours(0),
        slim -> slim.withEpochs(0),
        slim -> slim.withTolerance(Double.NaN),
        slim -> slim.withSideWeight(-1));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void hyperParametersAreChecked(UnaryOperator<Slim> change) {
    assertThatThrownBy(() -> change.apply(new Slim()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("but must be");
  }
}
