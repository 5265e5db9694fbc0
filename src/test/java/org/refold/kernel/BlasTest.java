package org.refold.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BlasTest {

  private static double tolerance(Precision precision) {
    return precision == Precision.FLOAT ? 1e-3 : 1e-10;
  }

  private static double largestDifference(double[] one, double[] other) {
    double largest = 0;
    for (int k = 0; k < one.length; k++) {
      largest = Math.max(largest, Math.abs(one[k] - other[k]));
    }
    return largest;
  }

  @Property(tries = 60)
  void aProductIsTheSumOfProducts(
      @ForAll Transpose opA,
      @ForAll Transpose opB,
      @ForAll Precision precision,
      @ForAll @IntRange(min = 1, max = 70) int m,
      @ForAll @IntRange(min = 1, max = 70) int n,
      @ForAll @IntRange(min = 1, max = 70) int k) {
    try (Matrix a =
            opA == Transpose.NO
                ? Matrices.random(precision, m, k, 1)
                : Matrices.random(precision, k, m, 1);
        Matrix b =
            opB == Transpose.NO
                ? Matrices.random(precision, k, n, 2)
                : Matrices.random(precision, n, k, 2);
        Matrix c = Matrices.random(precision, m, n, 3)) {
      double[] expected = Matrices.product(opA, opB, 0.5, a, b, -2, c);
      Blas.gemm(opA, opB, 0.5, a, b, -2, c);
      assertThat(Matrices.numbers(c)).containsExactly(expected, within(tolerance(precision)));
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void aProductHasTheSameBitsOnAnyNumberOfThreads(Precision precision) {
    for (int[] shape :
        new int[][] {{517, 301, 530}, {517, 301, 130}, {500, 1000, 60}, {1, 300, 3706}}) {
      try (Matrix a = Matrices.random(precision, shape[0], shape[1], 4);
          Matrix b = Matrices.random(precision, shape[1], shape[2], 5);
          Matrix c = Matrix.zeros(precision, shape[0], shape[2])) {
        Blas.scale(0.1, a);
        List<double[]> results = new ArrayList<>();
        for (int threads : new int[] {1, 2, 3, 4}) {
          Matrices.onThreads(
              threads,
              number -> {
                Blas.multiply(a, b, c);
                results.add(Matrices.numbers(c));
              });
        }
        double[] plain = Matrices.product(Transpose.NO, Transpose.NO, 1, a, b, 0, c);
        assertThat(largestDifference(results.get(0), plain)).isLessThan(tolerance(precision));
        assertThat(results).allMatch(one -> Arrays.equals(one, results.get(0)));
      }
    }
  }

  @Test
  void withBetaZeroTheResultIsNotRead() {
    try (Matrix a = Matrix.of(1, 2, 1f, 2f);
        Matrix b = Matrix.of(2, 1, 3f, 4f);
        Matrix c = Matrix.of(1, 1, Float.NaN)) {
      Blas.multiply(a, b, c);
      assertThat(c.get(0, 0)).isEqualTo(11);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void aProductWithAVectorIsAProductWithAColumn(Precision precision) {
    try (Matrix a = Matrices.random(precision, 9, 14, 6);
        Matrix x = Matrices.random(precision, 1, 14, 7);
        Matrix y = Matrices.random(precision, 9, 1, 8)) {
      double[] expected = Matrices.product(Transpose.NO, Transpose.YES, 2, a, x, 3, y);
      Blas.gemv(Transpose.NO, 2, a, x, 3, y);
      assertThat(Matrices.numbers(y)).containsExactly(expected, within(tolerance(precision)));
      double[] back = Matrices.product(Transpose.YES, Transpose.NO, 1, a, y, 0, x.reshaped(14, 1));
      Blas.gemv(Transpose.YES, 1, a, y, 0, x);
      assertThat(Matrices.numbers(x)).containsExactly(back, within(tolerance(precision)));
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void vectorsAddScaleAndMultiply(Precision precision) {
    try (Matrix x = Matrices.random(precision, 600, 401, 9);
        Matrix y = Matrices.random(precision, 600, 401, 10)) {
      double[] atX = Matrices.numbers(x);
      double[] atY = Matrices.numbers(y);
      double dot = 0;
      for (int k = 0; k < atX.length; k++) {
        dot += atX[k] * atY[k];
      }
      assertThat(Blas.dot(x, y)).isCloseTo(dot, within(0.05));
      Blas.axpy(0.25, x, y);
      Blas.scale(-2, x);
      double[] newX = Matrices.numbers(x);
      double[] newY = Matrices.numbers(y);
      for (int k = 0; k < atX.length; k++) {
        assertThat(newX[k]).isEqualTo(-2 * atX[k]);
        assertThat(newY[k]).isEqualTo(atY[k] + 0.25 * atX[k]);
      }
    }
  }

  @Test
  void saysWhichShapesDoNotFit() {
    try (Matrix a = Matrix.floats(2, 3);
        Matrix b = Matrix.floats(4, 5);
        Matrix c = Matrix.doubles(3, 5)) {
      assertThatThrownBy(() -> Blas.multiply(a, b, c))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("2 x 3")
          .hasMessageContaining("4 x 5");
      assertThatThrownBy(() -> Blas.gemm(Transpose.YES, Transpose.NO, 1, a, a, 0, c))
          .hasMessageContaining("shapes");
      assertThatThrownBy(() -> Blas.axpy(1, a, b)).hasMessageContaining("must be equal");
      try (Matrix doubles = Matrix.doubles(2, 3)) {
        assertThatThrownBy(() -> Blas.dot(a, doubles)).hasMessageContaining("precisions");
      }
    }
  }

  @Test
  void theLibraryPassesItsSelfCheckAndTellsItsName() {
    assertThat(BlasSelfCheck.firstDefect()).isNull();
    assertThat(OpenBlas.describe()).startsWith("OpenBLAS 0.3.");
  }
}
