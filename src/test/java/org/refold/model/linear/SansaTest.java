package org.refold.model.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.kernel.Precision;
import org.refold.model.RecommenderConformance;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;

class SansaTest implements RecommenderConformance {

  @Override
  public Recommender recommender() {
    return new Sansa(5, 0.7);
  }

  private static SansaModel fit(Sansa sansa, Interactions train) {
    return sansa.fit(train, Fitting.withSeed(1)).model();
  }

  /** With all elements it is EASE, whose golden weights come from numpy. */
  @Test
  void goldenWeights() {
    SmallData.assertWeights(
        fit(new Sansa(1, 1), SmallData.X5),
        1e-6,
        "0 .461538 -.125 .333333",
        ".5625 0 .5625 -.333333",
        "-.125 .461538 0 .333333",
        ".375 -.307692 .375 0");
  }

  /** scipy.linalg.ldl(G + np.eye(4)): the diagonal of D; M is the inverse of L. */
  @Test
  void goldenPivots() {
    SparseInverse inverse = new SparseInverse(BinaryMatrix.of(SmallData.X5), 1, 4);
    assertThat(inverse.pivots()).containsExactly(new double[] {4, 3, 3, 2.333333}, within(1e-6));
    double[] lastRowOfL = {.25, -.166667, .333333, 1};
    double[] product = new double[4];
    for (int item = 0; item < 4; item++) {
      for (int p = 0; p < inverse.rows()[item].length; p++) {
        product[item] += lastRowOfL[inverse.rows()[item][p]] * inverse.values()[item][p];
      }
    }
    assertThat(product).containsExactly(new double[] {0, 0, 0, 1}, within(1e-6));
  }

  @Test
  void withAllElementsItIsEase() {
    Interactions train = SmallData.random(120, 50, 4);
    SansaModel sansa = fit(new Sansa(10, 1), train);
    DenseLinearModel ease = new Ease(10, Precision.DOUBLE).fit(train, Fitting.withSeed(1)).model();
    for (int i = 0; i < 50; i++) {
      for (int j = 0; j < 50; j++) {
        assertThat(sansa.weight(i, j)).isCloseTo(ease.weight(i, j), within(1e-5f));
      }
    }
  }

  @Test
  void theDenserTheNearerToEase() {
    Interactions train = SmallData.random(200, 80, 6);
    DenseLinearModel ease = new Ease(50, Precision.DOUBLE).fit(train, Fitting.withSeed(1)).model();
    double last = Double.POSITIVE_INFINITY;
    for (double density : new double[] {0.25, 0.5, 0.75, 1}) {
      SansaModel sansa = fit(new Sansa(50, density), train);
      double squares = 0;
      for (int i = 0; i < 80; i++) {
        for (int j = 0; j < 80; j++) {
          squares += Math.pow(sansa.weight(i, j) - ease.weight(i, j), 2);
        }
      }
      assertThat(squares).isLessThan(last);
      last = squares;
    }
    assertThat(last).isLessThan(1e-8);
  }

  @Test
  void anItemThatNobodyHasScoresZero() {
    float[] scores =
        SmallData.scores(fit(new Sansa(), SmallData.of("110", "100")), SmallData.of("110"));
    assertThat(scores[2]).isZero();
  }

  static List<UnaryOperator<Sansa>> wrong() {
    return List.of(
        sansa -> sansa.withLambda(0),
        sansa -> sansa.withDensity(0),
        sansa -> sansa.withDensity(1.1));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void hyperParametersAreChecked(UnaryOperator<Sansa> change) {
    assertThatThrownBy(() -> change.apply(new Sansa()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("but must be");
  }
}
