package org.refold.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.refold.settings.BadInputException;

class TrustworthinessTest {

  /** No two distances are the same. */
  private static double[][] points() {
    double[][] points = new double[13][4];
    for (int i = 0; i < 13; i++) {
      for (int j = 0; j < 4; j++) {
        points[i][j] =
            (7 * i + 3 * j + i * i * j) % 11
                + 0.01 * i * j
                + 0.001 * ((5 * i + j * j) % 13) * (i + 1);
      }
    }
    return points;
  }

  private static double[][] columns(double[][] points, int from, int to) {
    return Arrays.stream(points)
        .map(point -> Arrays.copyOfRange(point, from, to))
        .toArray(double[][]::new);
  }

  /** {@code sklearn.manifold.trustworthiness(X, X[:, 1:2 or 1:3], n_neighbors=k)}. */
  @ParameterizedTest
  @CsvSource({
    "1, 0.6153846153846154, 0.9300699300699301",
    "3, 0.6730769230769231, 0.8205128205128205",
    "5, 0.6553846153846155, 0.8861538461538462"
  })
  void valuesAreThoseOfScikitLearn(int k, double alongOne, double alongTwo) {
    double[][] points = points();
    assertThat(Trustworthiness.of(points, columns(points, 1, 2), k))
        .isCloseTo(alongOne, within(1e-12));
    assertThat(Trustworthiness.of(points, columns(points, 1, 3), k))
        .isCloseTo(alongTwo, within(1e-12));
  }

  @Test
  void theSamePointsAreTrustedAndARandomMapIsNot() {
    SplittableRandom random = new SplittableRandom(2);
    double[][] points = new double[300][5];
    double[][] map = new double[300][2];
    for (int i = 0; i < points.length; i++) {
      Arrays.setAll(points[i], unused -> random.nextDouble());
      Arrays.setAll(map[i], unused -> random.nextDouble());
    }
    assertThat(Trustworthiness.of(points, points, 10)).isEqualTo(1);
    assertThat(Trustworthiness.of(points, map, 10)).isCloseTo(0.5, within(0.03));
  }

  @Test
  void tooManyNeighboursAndOtherRowsAreRefused() {
    assertThatThrownBy(() -> Trustworthiness.of(points(), points(), 7))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("7 neighbours", "fewer than half");
    assertThatThrownBy(() -> Trustworthiness.of(points(), new double[12][2], 3))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("12 rows of 13 points");
  }
}
