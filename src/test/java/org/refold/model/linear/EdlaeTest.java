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
import org.refold.recommend.LinearFoldIn;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;

class EdlaeTest implements RecommenderConformance {

  /** Three items, four users. */
  private static final Interactions X3 = SmallData.of("110", "101", "110", "010");

  private static final Edlae FULL = new Edlae(0.5, 1, 0, Precision.DOUBLE);

  @Override
  public Recommender recommender() {
    return new Edlae().withLambda(5);
  }

  @Override
  public ItemOrder itemOrder() {
    return ItemOrder.IGNORED;
  }

  /** The other form holds the same contract. */
  @Nested
  class LowRank implements RecommenderConformance {
    @Override
    public Recommender recommender() {
      return new Edlae().withLambda(5).withLatent(4);
    }
  }

  private static LinearFoldIn fit(Edlae edlae, Interactions train) {
    return edlae.fit(train, Fitting.withSeed(1)).model();
  }

  /** numpy: C = np.linalg.inv(G + np.diag(lam + np.diag(G) * p / (1 - p))); -C / np.diag(C). */
  @Test
  void goldenWeightsOfFullRank() {
    SmallData.assertWeights(
        fit(FULL, SmallData.X5),
        1e-6,
        "0 .263158 .036697 .145833",
        ".275229 0 .275229 -.083333",
        ".036697 .263158 0 .145833",
        ".192661 -.105263 .192661 0");
    SmallData.assertWeights(
        fit(FULL, X3), 1e-6, "0 .3 .155556", ".285714 0 -.044444", ".333333 -.1 0");
    SmallData.assertWeights(
        fit(FULL.withDropout(0), X3), 1e-6, "0 .571429 .333333", ".5 0 -.166667", ".5 -.285714 0");
  }

  private static Matrix gram(Interactions train) {
    BinaryMatrix x = BinaryMatrix.of(train);
    return Gram.of(x.starts(), x.columns(), null, x.columnCount(), Precision.DOUBLE);
  }

  /** The ridge of dropout 0.5 and lambda 1. */
  private static double[] ridge(Matrix gram) {
    double[] ridge = DoubleRows.diagonal(gram);
    for (int k = 0; k < ridge.length; k++) {
      ridge[k] += 1;
    }
    return ridge;
  }

  /** numpy: w, V = np.linalg.eigh(G @ C @ G); v = V[:, -1]; np.outer(C @ G @ v, v). */
  @Test
  void theStartOfLowRankIsTheDenoisingAutoencoder() {
    try (Matrix gram = gram(X3);
        LowRankEdlae factors = LowRankEdlae.start(gram, ridge(gram), 1)) {
      FactoredModel start = new FactoredModel(FULL, X3.items(), factors.in(), factors.out());
      SmallData.assertWeights(start, 1e-6, ".286344 .260210 .077240");
    }
  }

  /**
   * Of three items rank 1 reaches the objective of full rank, since the diagonal is free; by
   * gradient descent in numpy, from the same signs, in 20,000 steps.
   */
  @Test
  void rankOneReachesTheObjectiveOfFullRank() {
    try (Matrix gram = gram(X3);
        LowRankEdlae factors =
            new LowRankEdlae(Matrix.of(3, 1, .1, -.1, -.1), Matrix.of(3, 1, -.1, .1, .1))) {
      assertThat(factors.minimise(gram, ridge(gram), Fitting.withSeed(1)))
          .isCloseTo(5.339683, within(1e-6));
      assertThat(objective(gram, fit(FULL, X3))).isCloseTo(5.339683, within(1e-6));
    }
  }

  /** With the diagonal left out, J is never less than that of full rank, and near it for many. */
  @Test
  void theObjectiveFallsWithTheRankToThatOfFullRank() {
    Interactions train = SmallData.random(120, 30, 6);
    try (Matrix gram = gram(train)) {
      double full = objective(gram, fit(FULL, train));
      double last = Double.POSITIVE_INFINITY;
      for (int latent : new int[] {1, 4, 12, 29}) {
        try (LowRankEdlae factors = LowRankEdlae.start(gram, ridge(gram), latent)) {
          double least = factors.minimise(gram, ridge(gram), Fitting.withSeed(1));
          FactoredModel model = new FactoredModel(FULL, train.items(), factors.in(), factors.out());
          assertThat(objective(gram, model)).isCloseTo(least, within(1e-3 * least));
          assertThat(least).isLessThanOrEqualTo(last).isGreaterThanOrEqualTo(full - 1e-6);
          last = least;
        }
      }
      assertThat(last).isCloseTo(full, within(1e-3 * full));
    }
  }

  /** {@code tr G + sum over i != j of B[i][j] (((G + L) B)[i][j] - 2 G[i][j])}. */
  private static double objective(Matrix gram, LinearFoldIn model) {
    int n = gram.rows();
    double[] ridge = ridge(gram);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += gram.get(i, i);
      for (int j = 0; j < n; j++) {
        double image = i == j ? 0 : ridge[i] * model.weight(i, j);
        for (int k = 0; k < n; k++) {
          image += k == j ? 0 : gram.get(i, k) * model.weight(k, j);
        }
        sum += i == j ? 0 : model.weight(i, j) * (image - 2 * gram.get(i, j));
      }
    }
    return sum;
  }

  static List<UnaryOperator<Edlae>> wrong() {
    return List.of(
        edlae -> edlae.withDropout(1), edlae -> edlae.withLambda(0), edlae -> edlae.withLatent(-1));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void hyperParametersAreChecked(UnaryOperator<Edlae> change) {
    assertThatThrownBy(() -> change.apply(new Edlae()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("but must be");
  }
}
