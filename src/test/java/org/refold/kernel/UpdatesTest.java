package org.refold.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both providers against the formulas of the papers in double, over several steps. */
class UpdatesTest {

  private static final int STEPS = 5;

  /** The memory lies behind that of other rows. */
  private static final int START = 3;

  static List<Provider> providers() {
    return FloatArrays.providers();
  }

  private static void requireClose(float[] actual, double[] expected) {
    for (int k = 0; k < expected.length; k++) {
      assertThat(Math.abs(actual[k] - expected[k])).isLessThan(2e-6 * (1 + Math.abs(expected[k])));
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void adam(Provider provider) {
    for (int n = 0; n <= FloatArrays.LONGEST; n++) {
      float[] w = FloatArrays.small(n, n);
      float[] m = new float[START + n];
      float[] v = new float[START + n];
      double[] weight = FloatArrays.toDouble(w);
      double[] mean = new double[n];
      double[] square = new double[n];
      for (int t = 1; t <= STEPS; t++) {
        float[] g = FloatArrays.small(n, 31L * n + t);
        AdamStep step = AdamStep.at(t, 0.01, 0.9, 0.999, 1e-8);
        provider.updates().adam(step, w, g, m, v, START, 0, n);
        for (int k = 0; k < n; k++) {
          mean[k] = 0.9 * mean[k] + 0.1 * g[k];
          square[k] = 0.999 * square[k] + 0.001 * g[k] * g[k];
          double unbiasedMean = mean[k] / (1 - Math.pow(0.9, t));
          double unbiasedSquare = square[k] / (1 - Math.pow(0.999, t));
          weight[k] -= 0.01 * unbiasedMean / (Math.sqrt(unbiasedSquare) + 1e-8);
        }
      }
      requireClose(w, weight);
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void adaGradAndMomentum(Provider provider) {
    for (int n = 0; n <= FloatArrays.LONGEST; n++) {
      float[] w = FloatArrays.small(n, n);
      float[] s = new float[START + n];
      float[] u = w.clone();
      float[] v = new float[START + n];
      double[] weightOfAdaGrad = FloatArrays.toDouble(w);
      double[] sum = new double[n];
      double[] weightOfMomentum = FloatArrays.toDouble(w);
      double[] speed = new double[n];
      for (int t = 1; t <= STEPS; t++) {
        float[] g = FloatArrays.small(n, 17L * n + t);
        provider.updates().adaGrad(0.1f, 1e-8f, w, g, s, START, 0, n);
        provider.updates().momentum(0.1f, 0.9f, u, g, v, START, 0, n);
        for (int k = 0; k < n; k++) {
          sum[k] += g[k] * g[k];
          weightOfAdaGrad[k] -= 0.1f * g[k] / (Math.sqrt(sum[k]) + 1e-8);
          speed[k] = 0.9f * speed[k] + g[k];
          weightOfMomentum[k] -= 0.1f * speed[k];
        }
      }
      requireClose(w, weightOfAdaGrad);
      requireClose(u, weightOfMomentum);
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void rpropGrowsKeepsAndHalvesItsSteps(Provider provider) {
    int n = FloatArrays.LONGEST;
    float[] w = new float[n];
    float[] previous = new float[START + n];
    float[] steps = new float[START + n];
    Arrays.fill(steps, 0.1f);
    // one gradient after the other and the weight after each, worked out by hand:
    // no history: step 0.1; same sign: 0.12; turned: 0.06, no move; then as without history
    float[] gradients = {2, 3, -1, -4, -4, 0};
    double[] weights = {-0.1, -0.22, -0.22, -0.16, -0.088, -0.088};
    for (int t = 0; t < gradients.length; t++) {
      float[] g = new float[n];
      Arrays.fill(g, gradients[t]);
      provider.updates().rprop(1e-6f, 50, w, g, previous, steps, START, 0, n);
      double[] expected = new double[n];
      Arrays.fill(expected, weights[t]);
      requireClose(w, expected);
    }
    assertThat(Arrays.copyOf(steps, START)).containsOnly(0.1f);
    provider.updates().rprop(1e-6f, 0.05f, w, w, w.clone(), steps, 0, 0, n);
    assertThat(Arrays.copyOf(steps, n)).containsOnly(0.05f);
  }

  @Test
  void adamCountsFromOne() {
    assertThatThrownBy(() -> AdamStep.at(0, 0.01, 0.9, 0.999, 1e-8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("from 1");
    assertThatThrownBy(() -> AdamStep.at(1, 0.01, 1, 0.999, 1e-8)).hasMessageContaining("1.0");
  }
}
