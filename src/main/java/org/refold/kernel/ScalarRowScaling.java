package org.refold.kernel;

/** Plain loops; sums run in double. */
final class ScalarRowScaling implements RowScaling {

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
    double sum = 0;
    for (int k = at; k < at + length; k++) {
      sum += x[k];
    }
    float mean = (float) (sum / length);
    double squares = 0;
    for (int k = at; k < at + length; k++) {
      double centred = x[k] - mean;
      squares += centred * centred;
    }
    float inverse = (float) (1 / Math.sqrt(squares / length + epsilon));
    for (int k = 0; k < length; k++) {
      y[at + k] = (x[at + k] - mean) * inverse * gain[k] + shift[k];
    }
    statistics[statisticsAt] = mean;
    statistics[statisticsAt + 1] = inverse;
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
    double sum = 0;
    double along = 0;
    for (int k = 0; k < length; k++) {
      float standard = (x[at + k] - mean) * inverse;
      float slope = g[at + k];
      gainSums[k] += slope * standard;
      shiftSums[k] += slope;
      double term = slope * gain[k];
      sum += term;
      along += term * standard;
    }
    float meanSlope = (float) (sum / length);
    float meanAlong = (float) (along / length);
    for (int k = 0; k < length; k++) {
      float standard = (x[at + k] - mean) * inverse;
      g[at + k] = (g[at + k] * gain[k] - meanSlope - standard * meanAlong) * inverse;
    }
  }

  @Override
  public void softmaxGradient(float[] y, float[] g, int at, int length) {
    double sum = 0;
    for (int k = at; k < at + length; k++) {
      sum += y[k] * g[k];
    }
    float mean = (float) sum;
    for (int k = at; k < at + length; k++) {
      g[k] = y[k] * (g[k] - mean);
    }
  }
}
