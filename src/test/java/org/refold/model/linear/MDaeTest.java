package org.refold.model.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

class MDaeTest implements RecommenderConformance {

  private static final Interactions X3 = SmallData.of("110", "101", "110", "010");

  @Override
  public Recommender recommender() {
    return new MDae(0.5, 5, 1);
  }

  @Override
  public ItemOrder itemOrder() {
    return ItemOrder.IGNORED;
  }

  /** Several layers hold the same contract. */
  @Nested
  class Stacked implements RecommenderConformance {
    @Override
    public Recommender recommender() {
      return new MDae(0.5, 5, 3);
    }

    @Override
    public ItemOrder itemOrder() {
      return ItemOrder.IGNORED;
    }
  }

  private static MDaeModel fit(MDae mdae, Interactions train) {
    return mdae.fit(train, Fitting.withSeed(1)).model();
  }

  private static Matrix gram(Interactions train) {
    BinaryMatrix x = BinaryMatrix.of(train);
    return Gram.of(x.starts(), x.columns(), null, x.columnCount(), Precision.DOUBLE);
  }

  private static void assertRow(Matrix matrix, int row, double... numbers) {
    for (int j = 0; j < numbers.length; j++) {
      assertThat(matrix.get(row, j)).isCloseTo(numbers[j], within(1e-6));
    }
  }

  /**
   * numpy: Q = S * np.outer(q, q); np.fill_diagonal(Q, np.diag(S) * q); (S * q) @ inv(Q + eps I).
   */
  @Test
  void goldenLayerWithoutBias() {
    try (Matrix moments = gram(X3);
        Matrix targets = gram(X3)) {
      MarginalisedLayer.solve(moments, targets, 3, 0.5, 0);
      assertRow(targets, 0, .758621, .413793, .620690);
      assertRow(targets, 1, .413793, .862069, -.206897);
      assertRow(targets, 2, .206897, -.068966, .896552);
    }
    try (Matrix moments = gram(X3);
        Matrix targets = gram(X3)) {
      MarginalisedLayer.solve(moments, targets, 3, 0.5, 1);
      assertRow(targets, 0, .515901, .296820, .247350);
    }
  }

  /** The same with a last 1 appended to each row, which is never corrupted. */
  @Test
  void goldenWeightsWithBias() {
    MDaeModel model = fit(new MDae(0.5, 0, 1), X3);
    double[][] expected = {
      {.382022, -.067416, .202247, .606742},
      {-.067416, .247191, -.741573, .775281},
      {.067416, -.247191, .741573, .224719}
    };
    double[] firstUser = {.726535, .742064, .044914};
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 4; j++) {
        assertThat((double) model.weight(j, i)).isCloseTo(expected[i][j], within(1e-6));
      }
    }
    try (Matrix layer = Matrix.floats(3, 4);
        Matrix units = Matrix.floats(1, 4)) {
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 4; j++) {
          layer.set(i, j, expected[i][j]);
        }
      }
      MDaeModel.encode(List.of(layer), 1, X3, 0, 1, units);
      assertRow(units, 0, firstUser[0], firstUser[1], firstUser[2], 1);
    }
  }

  /** {@code (1-p) W' = (G + p/(1-p) diag G)^-1 G}: without bias it is the linear autoencoder. */
  @Test
  void withoutBiasItIsRidgeRegressionByPopularity() {
    Interactions train = SmallData.random(60, 20, 9);
    double p = 0.3;
    try (Matrix gram = gram(train);
        Matrix moments = gram(train);
        Matrix weights = gram(train)) {
      MarginalisedLayer.solve(moments, weights, 20, p, 0);
      for (int i = 0; i < 20; i++) {
        for (int j = 0; j < 20; j++) {
          double left = p / (1 - p) * gram.get(i, i) * (1 - p) * weights.get(j, i);
          for (int k = 0; k < 20; k++) {
            left += gram.get(i, k) * (1 - p) * weights.get(j, k);
          }
          assertThat(left).isCloseTo(gram.get(i, j), within(1e-9));
        }
      }
    }
  }

  @Test
  void usersWithoutHistoryDoNotCount() {
    Interactions more = SmallData.of("110", "000", "101", "110", "000", "010");
    for (int layers : new int[] {1, 2}) {
      float[] with = SmallData.scores(fit(new MDae(0.5, 1, layers), more), X3);
      assertThat(with).isEqualTo(SmallData.scores(fit(new MDae(0.5, 1, layers), X3), X3));
    }
  }

  static List<UnaryOperator<MDae>> wrong() {
    return List.of(
        mdae -> mdae.withDropout(1), mdae -> mdae.withLambda(-1), mdae -> mdae.withLayers(0));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void hyperParametersAreChecked(UnaryOperator<MDae> change) {
    assertThatThrownBy(() -> change.apply(new MDae()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("but must be");
  }

  @Test
  void withoutRidgeAnItemOfNobodyIsRefused() {
    assertThatThrownBy(() -> fit(new MDae(0.5, 0, 1), SmallData.of("110", "100")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("lambda 0.0", "choose more");
  }
}
