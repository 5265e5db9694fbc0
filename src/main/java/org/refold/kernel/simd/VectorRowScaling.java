package org.refold.kernel.simd;

import static org.refold.kernel.simd.Lanes.WIDTH;
import static org.refold.kernel.simd.Lanes.load;
import static org.refold.kernel.simd.Lanes.splat;
import static org.refold.kernel.simd.Lanes.wholeEnd;
import static org.refold.kernel.simd.Lanes.zero;

import jdk.incubator.vector.FloatVector;
import org.refold.kernel.RowScaling;

/** Whole vectors, and the rest of a row in plain Java within the same sums. */
final class VectorRowScaling implements RowScaling {

  @Override
  public void layerNorm(
      float epsilon,
      float[] x,
      float[] y,
      int at,
      float[] gain,
      float[] shift,
      int length,
      float[] statistics,
      int statisticsAt) {
    float mean = sum(x, at, length) / length;
    float inverse = (float) (1 / Math.sqrt(squares(x, at, length, mean) / length + epsilon));
    int end = wholeEnd(0, length);
    for (int k = 0; k < end; k += WIDTH) {
      load(x, at + k)
          .sub(mean)
          .mul(inverse)
          .fma(load(gain, k), load(shift, k))
          .intoArray(y, at + k);
    }
    for (int k = end; k < length; k++) {
      y[at + k] = (x[at + k] - mean) * inverse * gain[k] + shift[k];
    }
    statistics[statisticsAt] = mean;
    statistics[statisticsAt + 1] = inverse;
  }

  private static float sum(float[] x, int at, int length) {
    FloatVector sums = zero();
    int end = wholeEnd(0, length);
    for (int k = 0; k < end; k += WIDTH) {
      sums = sums.add(load(x, at + k));
    }
    float sum = LaneSums.of(sums);
    for (int k = end; k < length; k++) {
      sum += x[at + k];
    }
    return sum;
  }

  /** The sum of squared distances from the mean. */
  private static float squares(float[] x, int at, int length, float mean) {
    FloatVector sums = zero();
    int end = wholeEnd(0, length);
    for (int k = 0; k < end; k += WIDTH) {
      FloatVector centred = load(x, at + k).sub(mean);
      sums = centred.fma(centred, sums);
    }
    float sum = LaneSums.of(sums);
    for (int k = end; k < length; k++) {
      sum += (x[at + k] - mean) * (x[at + k] - mean);
    }
    return sum;
  }

  @Override
  public void layerNormGradient(
      float[] x,
      float[] g,
      int at,
      float[] gain,
      int length,
      float mean,
      float inverse,
      float[] gainSums,
      float[] shiftSums) {
    FloatVector sums = zero();
    FloatVector alongs = zero();
    int end = wholeEnd(0, length);
    for (int k = 0; k < end; k += WIDTH) {
      FloatVector standard = load(x, at + k).sub(mean).mul(inverse);
      FloatVector slope = load(g, at + k);
      slope.fma(standard, load(gainSums, k)).intoArray(gainSums, k);
      slope.add(load(shiftSums, k)).intoArray(shiftSums, k);
      FloatVector term = slope.mul(load(gain, k));
      sums = sums.add(term);
      alongs = term.fma(standard, alongs);
    }
    FloatVector both = LaneSums.ofTwo(sums, alongs);
    float sum = LaneSums.first(both);
    float along = LaneSums.second(both);
    for (int k = end; k < length; k++) {
      float standard = (x[at + k] - mean) * inverse;
      float slope = g[at + k];
      gainSums[k] += slope * standard;
      shiftSums[k] += slope;
      sum += slope * gain[k];
      along += slope * gain[k] * standard;
    }
    spread(x, g, at, gain, length, mean, inverse, sum / length, along / length);
  }

  private static void spread(
      float[] x,
      float[] g,
      int at,
      float[] gain,
      int length,
      float mean,
      float inverse,
      float meanSlope,
      float meanAlong) {
    int end = wholeEnd(0, length);
    FloatVector along = splat(-meanAlong);
    for (int k = 0; k < end; k += WIDTH) {
      FloatVector standard = load(x, at + k).sub(mean).mul(inverse);
      FloatVector term = load(g, at + k).mul(load(gain, k)).sub(meanSlope);
      standard.fma(along, term).mul(inverse).intoArray(g, at + k);
    }
    for (int k = end; k < length; k++) {
      float standard = (x[at + k] - mean) * inverse;
      g[at + k] = (g[at + k] * gain[k] - meanSlope - standard * meanAlong) * inverse;
    }
  }

  @Override
  public void softmaxGradient(float[] y, float[] g, int at, int length) {
    FloatVector sums = zero();
    int end = wholeEnd(at, at + length);
    for (int k = at; k < end; k += WIDTH) {
      sums = load(y, k).fma(load(g, k), sums);
    }
    float mean = LaneSums.of(sums);
    for (int k = end; k < at + length; k++) {
      mean += y[k] * g[k];
    }
    for (int k = at; k < end; k += WIDTH) {
      load(g, k).sub(mean).mul(load(y, k)).intoArray(g, k);
    }
    for (int k = end; k < at + length; k++) {
      g[k] = y[k] * (g[k] - mean);
    }
  }
}
