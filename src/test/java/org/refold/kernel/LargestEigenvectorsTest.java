package org.refold.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LargestEigenvectorsTest {

  /** {@code V diag(values) V'} for rows V that are orthonormal. */
  private static Matrix of(double[] values) {
    int n = values.length;
    SplittableRandom random = new SplittableRandom(5);
    Matrix matrix = Matrix.doubles(n, n);
    try (Matrix rows = Matrix.doubles(n, n);
        Matrix scaled = Matrix.doubles(n, n)) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          rows.set(i, j, random.nextDouble() - 0.5);
        }
      }
      Lapack.orthonormalise(rows);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          scaled.set(i, j, values[i] * rows.get(i, j));
        }
      }
      Blas.gemm(Transpose.YES, Transpose.NO, 1, rows, scaled, 0, matrix);
    }
    return matrix;
  }

  /** The first two go through the iteration, the last through the dense solution. */
  @ParameterizedTest
  @CsvSource({"120, 4", "90, 1", "20, 20"})
  void valuesAreThoseTheMatrixWasMadeOf(int n, int k) {
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = 1000.0 / ((i + 1) * (i + 1));
    }
    try (Matrix matrix = of(values);
        LargestEigenvectors found = LargestEigenvectors.of(matrix, k);
        Matrix image = Matrix.doubles(k, n)) {
      Blas.multiply(found.vectors(), matrix, image);
      for (int at = 0; at < k; at++) {
        assertThat(found.values()[at]).isCloseTo(values[at], within(1e-9));
        double squares = 0;
        for (int j = 0; j < n; j++) {
          double number = found.vectors().get(at, j);
          squares += number * number;
          assertThat(image.get(at, j)).isCloseTo(values[at] * number, within(1e-6));
        }
        assertThat(squares).isCloseTo(1, within(1e-12));
      }
    }
  }

  @Test
  void aMatrixOfLessRankHasZeros() {
    double[] values = new double[80];
    values[0] = 3;
    values[1] = 3;
    try (Matrix matrix = of(values);
        LargestEigenvectors found = LargestEigenvectors.of(matrix, 3)) {
      assertThat(found.values()).containsExactly(new double[] {3, 3, 0}, within(1e-12));
    }
  }

  @Test
  void moreThanThereAreAreRefused() {
    try (Matrix matrix = Matrix.doubles(3, 3)) {
      assertThatThrownBy(() -> LargestEigenvectors.of(matrix, 4))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("4 eigenvectors");
    }
  }
}
