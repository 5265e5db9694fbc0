package org.refold.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LapackTest {

  /** {@code A A' / n + I}. */
  private static Matrix positiveDefinite(Precision precision, int n, long seed) {
    try (Matrix a = Matrices.random(precision, n, n, seed)) {
      Matrix positive = Matrix.zeros(precision, n, n);
      Blas.gemm(Transpose.NO, Transpose.YES, 1.0 / n, a, a, 0, positive);
      Lapack.addToDiagonal(positive, 1);
      return positive;
    }
  }

  private static double tolerance(Precision precision) {
    return precision == Precision.FLOAT ? 2e-3 : 1e-9;
  }

  private static double[] identity(int n) {
    double[] identity = new double[n * n];
    for (int k = 0; k < n; k++) {
      identity[k * n + k] = 1;
    }
    return identity;
  }

  @Property(tries = 30)
  void aMatrixTimesItsInverseIsTheIdentity(
      @ForAll Precision precision, @ForAll @IntRange(min = 1, max = 200) int n) {
    try (Matrix matrix = positiveDefinite(precision, n, n);
        Matrix inverse = positiveDefinite(precision, n, n)) {
      Lapack.invertPositiveDefinite(inverse);
      double[] product =
          Matrices.product(
              Transpose.NO, Transpose.NO, 1, matrix, inverse, 0, Matrix.zeros(precision, n, n));
      assertThat(product).containsExactly(identity(n), within(tolerance(precision)));
      for (int row = 0; row < n; row++) {
        for (int column = 0; column < row; column++) {
          assertThat(inverse.get(row, column)).isEqualTo(inverse.get(column, row));
        }
      }
    }
  }

  @Property(tries = 20)
  void solvesForEachRightSide(
      @ForAll Precision precision,
      @ForAll @IntRange(min = 1, max = 90) int n,
      @ForAll @IntRange(min = 1, max = 5) int count) {
    try (Matrix matrix = positiveDefinite(precision, n, 3);
        Matrix factor = positiveDefinite(precision, n, 3);
        Matrix sides = Matrices.random(precision, count, n, 4);
        Matrix solutions = Matrices.random(precision, count, n, 4)) {
      Lapack.cholesky(factor);
      Lapack.solve(factor, solutions);
      double[] back = Matrices.product(Transpose.NO, Transpose.NO, 1, solutions, matrix, 0, sides);
      assertThat(back).containsExactly(Matrices.numbers(sides), within(10 * tolerance(precision)));
    }
  }

  @Test
  void anIndefiniteMatrixIsRefused() {
    try (Matrix indefinite = Matrix.of(2, 2, 1.0, 2.0, 2.0, 1.0);
        Matrix oblong = Matrix.doubles(2, 3)) {
      assertThatThrownBy(() -> Lapack.invertPositiveDefinite(indefinite))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not positive definite")
          .hasMessageContaining("minor 2");
      assertThatThrownBy(() -> Lapack.cholesky(oblong)).hasMessageContaining("square");
    }
  }
}
