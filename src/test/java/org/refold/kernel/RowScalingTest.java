package org.refold.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both providers against the definitions in double, for rows of any length anywhere. */
class RowScalingTest {

  private static final int AT = 3;

  static List<Provider> providers() {
    return FloatArrays.providers();
  }

  /** Mean and inverse standard deviation of the row at {@link #AT}. */
  private static double[] moments(float[] x, int length, double epsilon) {
    double mean = 0;
    for (int k = 0; k < length; k++) {
      mean += (double) x[AT + k] / length;
    }
    double variance = 0;
    for (int k = 0; k < length; k++) {
      variance += (x[AT + k] - mean) * (x[AT + k] - mean) / length;
    }
    return new double[] {mean, 1 / Math.sqrt(variance + epsilon)};
  }

  @ParameterizedTest
  @MethodSource("providers")
  void layerNormalisation(Provider provider) {
    for (int length = 1; length <= FloatArrays.LONGEST; length++) {
      float[] x = FloatArrays.small(length + AT + 2, length);
      float[] gain = FloatArrays.small(length, 7);
      float[] shift = FloatArrays.small(length, 8);
      float[] y = new float[x.length];
      float[] statistics = new float[5];
      provider.scaling().layerNorm(0.01f, x, y, AT, gain, shift, length, statistics, 2);
      double[] moments = moments(x, length, 0.01f);
      assertThat((double) statistics[2]).isCloseTo(moments[0], within(1e-6));
      assertThat((double) statistics[3]).isCloseTo(moments[1], within(1e-5 * moments[1]));
      assertThat(new float[] {statistics[0], statistics[1], statistics[4]}).containsOnly(0);
      for (int k = 0; k < length; k++) {
        double expected = (x[AT + k] - moments[0]) * moments[1] * gain[k] + shift[k];
        assertThat((double) y[AT + k]).isCloseTo(expected, within(3e-6));
      }
      assertThat(List.of(y[AT - 1], y[AT + length])).containsOnly(0f);
      float[] inPlace = x.clone();
      provider.scaling().layerNorm(0.01f, inPlace, inPlace, AT, gain, shift, length, statistics, 0);
      for (int k = AT; k < AT + length; k++) {
        assertThat(inPlace[k]).isEqualTo(y[k]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void theWayBackOfLayerNormalisation(Provider provider) {
    for (int length = 1; length <= FloatArrays.LONGEST; length++) {
      float[] x = FloatArrays.small(length + AT + 1, length);
      float[] g = FloatArrays.small(length + AT + 1, 2L * length);
      float[] before = g.clone();
      float[] gain = FloatArrays.small(length, 7);
      float[] gainSums = FloatArrays.small(length, 9);
      float[] shiftSums = FloatArrays.small(length, 10);
      double[] ofGain = FloatArrays.toDouble(gainSums);
      double[] ofShift = FloatArrays.toDouble(shiftSums);
      double[] moments = moments(x, length, 0.01);
      double mean = 0;
      double along = 0;
      for (int k = 0; k < length; k++) {
        double standard = (x[AT + k] - moments[0]) * moments[1];
        ofGain[k] += before[AT + k] * standard;
        ofShift[k] += before[AT + k];
        mean += (double) before[AT + k] * gain[k] / length;
        along += before[AT + k] * gain[k] * standard / length;
      }
      float inverse = (float) moments[1];
      provider
          .scaling()
          .layerNormGradient(
              x, g, AT, gain, length, (float) moments[0], inverse, gainSums, shiftSums);
      for (int k = 0; k < length; k++) {
        double standard = (x[AT + k] - moments[0]) * moments[1];
        double expected = (before[AT + k] * gain[k] - mean - standard * along) * moments[1];
        assertThat((double) g[AT + k]).isCloseTo(expected, within(5e-6));
        assertThat((double) gainSums[k]).isCloseTo(ofGain[k], within(3e-6));
        assertThat((double) shiftSums[k]).isCloseTo(ofShift[k], within(1e-6));
      }
      assertThat(g[AT - 1]).isEqualTo(before[AT - 1]);
      assertThat(g[AT + length]).isEqualTo(before[AT + length]);
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void theWayBackOfSoftmax(Provider provider) {
    for (int length = 1; length <= FloatArrays.LONGEST; length++) {
      float[] y = FloatArrays.small(length + AT + 1, length);
      float[] g = FloatArrays.small(length + AT + 1, 2L * length);
      float[] before = g.clone();
      double mean = 0;
      for (int k = AT; k < AT + length; k++) {
        mean += (double) y[k] * g[k];
      }
      provider.scaling().softmaxGradient(y, g, AT, length);
      for (int k = AT; k < AT + length; k++) {
        assertThat((double) g[k]).isCloseTo(y[k] * (before[k] - mean), within(3e-6));
      }
      assertThat(g[AT - 1]).isEqualTo(before[AT - 1]);
      assertThat(g[AT + length]).isEqualTo(before[AT + length]);
    }
  }
}
