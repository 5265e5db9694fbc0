package org.refold.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KernelsTest {

  @Property(tries = 200)
  void aSoftmaxIsExponentialsOverTheirSum(
      @ForAll @IntRange(min = 1, max = 200) int n, @ForAll long seed) {
    float[] x = FloatArrays.varied(n + 2, seed);
    float[] y = new float[n + 2];
    double logSum = Kernels.softmax(x, y, 1, n + 1);
    double[] expected = new double[n + 2];
    double expectedLogSum = DoubleKernels.softmax(FloatArrays.toDouble(x), expected, 1, n + 1);
    assertThat(logSum).isCloseTo(expectedLogSum, within(1e-5 * (1 + Math.abs(expectedLogSum))));
    assertThat(Kernels.logSumExp(x, new float[n + 2], 1, n + 1)).isEqualTo(logSum);
    double sum = 0;
    for (int k = 1; k <= n; k++) {
      sum += y[k];
      // the difference to the maximum is rounded at the magnitude of the logits
      assertThat((double) y[k]).isCloseTo(expected[k], within(2e-5 * expected[k] + 1e-37));
    }
    assertThat(sum).isCloseTo(1, within(1e-5));
  }

  @Property(tries = 100)
  void theMultinomialLossAndItsGradient(
      @ForAll @IntRange(min = 1, max = 150) int n, @ForAll @IntRange(max = 7) int count) {
    float[] x = FloatArrays.small(n + 3, n);
    int[] targets = new int[count + 1];
    float[] weights = FloatArrays.small(count + 1, 5);
    int last = Math.min(count, n);
    for (int t = 0; t < last; t++) {
      targets[t + 1] = (int) ((long) t * n / last);
      weights[t + 1] = Math.abs(weights[t + 1]) + 0.1f;
    }
    double[] probability = new double[n + 3];
    DoubleKernels.softmax(FloatArrays.toDouble(x), probability, 3, n + 3);
    double loss = 0;
    double weight = 0;
    for (int t = 1; t <= last; t++) {
      loss -= weights[t] * Math.log(probability[3 + targets[t]]);
      weight += weights[t];
    }
    double[] gradient = new double[n + 3];
    for (int k = 3; k < n + 3; k++) {
      gradient[k] = 0.25 * weight * probability[k];
    }
    for (int t = 1; t <= last; t++) {
      gradient[3 + targets[t]] -= 0.25 * weights[t];
    }
    double[] xInDouble = FloatArrays.toDouble(x);
    assertThat(
            DoubleKernels.multinomialLoss(xInDouble, 3, n + 3, targets, weights, 1, last + 1, 0.25))
        .isCloseTo(loss, within(1e-9 * (1 + loss)));
    assertThat(Kernels.multinomialLoss(x, 3, n + 3, targets, weights, 1, last + 1, 0.25f))
        .isCloseTo(loss, within(1e-6 * (1 + loss)));
    for (int k = 3; k < n + 3; k++) {
      assertThat(xInDouble[k]).isCloseTo(gradient[k], within(1e-12));
      assertThat((double) x[k]).isCloseTo(gradient[k], within(1e-6));
    }
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void eachActivationAgreesWithItsTwinInDouble(Activation f) {
    int n = 101;
    float[] x = FloatArrays.small(n, 1);
    float[] y = new float[n];
    Kernels.activate(f, x, y, 0, n);
    double[] xInDouble = FloatArrays.toDouble(x);
    double[] expected = new double[n];
    DoubleKernels.activate(f, xInDouble, expected, 0, n);
    FloatArrays.requireClose(y, expected, 6, f.toString());
    float[] g = FloatArrays.small(n, 2);
    double[] gInDouble = FloatArrays.toDouble(g);
    Kernels.activateGradient(f, x, y, g, 0, n);
    DoubleKernels.activateGradient(f, xInDouble, expected, gInDouble, 0, n);
    for (int k = 0; k < n; k++) {
      assertThat((double) g[k]).isCloseTo(gInDouble[k], within(1e-6));
    }
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void eachDerivativeInDoubleIsADifferenceQuotient(Activation f) {
    double step = 1e-5;
    for (double at : new double[] {-3, -0.7, -0.01, 0.02, 1.3, 4}) {
      double[] x = {at, at - step, at + step};
      double[] y = new double[3];
      DoubleKernels.activate(f, x, y, 0, 3);
      double[] g = {2};
      DoubleKernels.activateGradient(f, x, y, g, 0, 1);
      assertThat(g[0]).isCloseTo(2 * (y[2] - y[1]) / (2 * step), within(1e-8));
    }
  }

  @Test
  void geluIsCloseToTheNormalDistributionFunction() {
    // x times the distribution function, from tables: at -2, -1, 0.5, 1, 3
    float[] x = {-2, -1, 0.5f, 1, 3};
    double[] expected = {-0.0455003, -0.1586553, 0.3457312, 0.8413447, 2.9959503};
    Kernels.activate(Activation.GELU, x, x, 0, 5);
    for (int k = 0; k < 5; k++) {
      assertThat((double) x[k]).isCloseTo(expected[k], within(5e-4));
    }
  }

  @Test
  void normsAndSums() {
    float[] x = {9, 1, 2, 3, 9};
    assertThat(Kernels.sum(x, 1, 4)).isEqualTo(6);
    assertThat(Kernels.squaredNorm(x, 1, 4)).isEqualTo(14);
    assertThat(Kernels.max(x, 1, 4)).isEqualTo(3);
    assertThat(Kernels.logSumExp(x, x.clone(), 2, 2)).isEqualTo(Double.NEGATIVE_INFINITY);
  }
}
