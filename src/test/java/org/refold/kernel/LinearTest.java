package org.refold.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both providers against plain sums in double. */
class LinearTest {

  static List<Provider> providers() {
    return FloatArrays.providers();
  }

  @ParameterizedTest
  @MethodSource("providers")
  void reductionsOfAnyLength(Provider provider) {
    Linear linear = provider.linear();
    for (int length = 0; length <= 3 * FloatArrays.LONGEST; length++) {
      float[] x = FloatArrays.small(length + 3, length);
      float[] y = FloatArrays.small(length + 9, 2L * length + 1);
      double sum = 0;
      double dot = 0;
      double exponentials = 0;
      float max = Float.NEGATIVE_INFINITY;
      for (int k = 0; k < length; k++) {
        sum += x[k + 3];
        dot += (double) x[k + 3] * y[k + 9];
        exponentials += Math.exp(x[k + 3] - 1.5);
        max = Math.max(max, x[k + 3]);
      }
      assertThat(linear.max(x, 3, length + 3)).isEqualTo(max);
      assertThat((double) linear.sum(x, 3, length + 3)).isCloseTo(sum, within(1e-5));
      assertThat((double) linear.dot(x, 3, y, 9, length)).isCloseTo(dot, within(1e-5));
      float[] e = new float[length + 3];
      assertThat((double) linear.expShiftedSum(1.5f, x, e, 3, length + 3))
          .isCloseTo(exponentials, within(1e-5 * (1 + exponentials)));
      for (int k = 3; k < length + 3; k++) {
        FloatArrays.requireClose(e[k], Math.exp(x[k] - 1.5f), 3, "exp");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void vectorsOfAnyLength(Provider provider) {
    Linear linear = provider.linear();
    for (int length = 0; length <= FloatArrays.LONGEST; length++) {
      float[] x = FloatArrays.varied(length + 1, length);
      float[] y = FloatArrays.varied(length + 4, 5L * length + 1);
      float[] before = y.clone();
      linear.axpy(0.5f, x, 1, y, 4, length);
      for (int k = 0; k < length; k++) {
        // one rounding with a fused multiply-add, two without: of the larger operand
        double expected = before[k + 4] + 0.5 * x[k + 1];
        double unit = Math.ulp(Math.max(Math.abs(before[k + 4]), Math.abs(x[k + 1])));
        assertThat(Math.abs(y[k + 4] - expected)).isLessThanOrEqualTo(2 * unit);
      }
      assertThat(List.of(y[0], y[1], y[2], y[3]))
          .containsExactly(before[0], before[1], before[2], before[3]);
      float[] combined = before.clone();
      linear.axpby(0.5f, x, 1, -2, combined, 4, length);
      for (int k = 0; k < combined.length; k++) {
        boolean inside = k >= 4 && k < 4 + length;
        float expected = inside ? -2 * before[k] + 0.5f * x[k - 3] : before[k];
        assertThat(combined[k])
            .isCloseTo(expected, within(2 * Math.ulp(4 * Math.abs(before[k]) + 4)));
      }
      float[] one = x.clone();
      float[] other = before.clone();
      linear.axpbyBoth(0.5f, -2, one, 1, other, 4, length);
      float[] oneAlone = x.clone();
      linear.axpby(0.5f, before, 4, -2, oneAlone, 1, length);
      assertThat(other).isEqualTo(combined);
      assertThat(one).isEqualTo(oneAlone);
      float[] scaled = x.clone();
      linear.scale(-3, scaled, 1, length + 1);
      float[] product = x.clone();
      linear.multiply(scaled, product, 1, length + 1);
      for (int k = 1; k <= length; k++) {
        assertThat(scaled[k]).isEqualTo(-3 * x[k]);
        assertThat(product[k]).isEqualTo(x[k] * scaled[k]);
      }
      assertThat(scaled[0]).isEqualTo(x[0]);
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void aMaximumAndASumHandNanOn(Provider provider) {
    for (int at = 0; at < FloatArrays.LONGEST; at++) {
      float[] x = FloatArrays.small(FloatArrays.LONGEST, at);
      x[at] = Float.NaN;
      assertThat(provider.linear().max(x, 0, x.length)).isNaN();
      assertThat(provider.linear().sum(x, 0, x.length)).isNaN();
      assertThat(provider.linear().expShiftedSum(1, x, x, 0, x.length)).isNaN();
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void whatIsMinusInfinityHasNoProbability(Provider provider) {
    float[] x = FloatArrays.small(FloatArrays.LONGEST, 1);
    x[3] = Float.NEGATIVE_INFINITY;
    x[66] = Float.NEGATIVE_INFINITY;
    float[] y = new float[x.length];
    provider.linear().expShiftedSum(1, x, y, 0, x.length);
    assertThat(y[3]).isZero();
    assertThat(y[66]).isZero();
  }

  @ParameterizedTest
  @MethodSource("providers")
  void rowsOfATableAddUp(Provider provider) {
    for (int width = 1; width <= FloatArrays.LONGEST; width++) {
      float[] table = FloatArrays.small(20 * width, width);
      for (int count = 0; count < 10; count++) {
        int[] rows = new int[count + 1];
        float[] factors = FloatArrays.small(count + 1, 100L + count);
        float[] sum = FloatArrays.small(width + 2, 3);
        double[] expected = FloatArrays.toDouble(sum);
        for (int k = 1; k <= count; k++) {
          rows[k] = k * 7 % 20;
          for (int j = 0; j < width; j++) {
            expected[2 + j] += (double) factors[k] * table[rows[k] * width + j];
          }
        }
        float[] later = sum.clone();
        provider.linear().addRows(table, 0, width, rows, factors, 1, count + 1, sum, 2);
        float[] tail = Arrays.copyOfRange(table, width, table.length);
        provider.linear().addRows(tail, -width, width, rows, factors, 1, count + 1, later, 2);
        for (int j = 0; j < width + 2; j++) {
          assertThat((double) sum[j]).isCloseTo(expected[j], within(2e-6));
        }
        assertThat(later).isEqualTo(sum);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void rowsOfATableAreMultiplied(Provider provider) {
    for (int width = 1; width <= FloatArrays.LONGEST; width++) {
      int stride = width + 3;
      float[] table = FloatArrays.small(2 + 20 * stride, width);
      float[] x = FloatArrays.small(width + 1, 7);
      for (int count = 0; count < 10; count++) {
        int[] rows = new int[count + 1];
        float[] products = FloatArrays.small(count + 2, 5);
        float[] before = products.clone();
        for (int k = 1; k <= count; k++) {
          rows[k] = k * 7 % 20;
        }
        provider.linear().dotRows(x, 1, width, table, 2, stride, rows, products, 1, count + 1);
        assertThat(products[0]).isEqualTo(before[0]);
        assertThat(products[count + 1]).isEqualTo(before[count + 1]);
        for (int k = 1; k <= count; k++) {
          double expected = 0;
          for (int j = 0; j < width; j++) {
            expected += (double) x[1 + j] * table[2 + rows[k] * stride + j];
          }
          assertThat((double) products[k]).isCloseTo(expected, within(2e-6));
        }
      }
    }
  }

  @Test
  void theVectorProviderIsThereWhereItsModuleAndWideVectorsAre() {
    boolean module = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    boolean wide = Cpu.here().has("avx2") || Cpu.here().has("avx512f");
    if (module && wide) {
      assertThat(Providers.vector().map(Provider::name).orElse("none")).startsWith("vector");
    } else if (!module) {
      assertThat(Providers.vector()).isEmpty();
    }
    assertThat(Kernels.provider()).isIn("scalar", "vector (256 bits)", "vector (512 bits)");
  }
}
