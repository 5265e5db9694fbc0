package org.refold.kernel;

/**
 * Fused loops over one row: layer normalisation, softmax, dropout. Beside {@link Kernels}, with the
 * same provider; they allocate nothing and use the calling thread only.
 */
public final class RowKernels {

  private static final RowScaling SCALING = Kernels.chosen().scaling();
  private static final Draws DRAWS = Kernels.chosen().draws();

  private RowKernels() {}

  /** Layer normalisation of a row; see {@link RowScaling#layerNorm}. */
  public static void layerNorm(
      float epsilon,
      float[] x,
      float[] y,
      int at,
      float[] gain,
      float[] shift,
      int length,
      float[] statistics,
      int statisticsAt) {
    SCALING.layerNorm(epsilon, x, y, at, gain, shift, length, statistics, statisticsAt);
  }

  /** The way back of layer normalisation; see {@link RowScaling#layerNormGradient}. */
  public static void layerNormGradient(
      float[] x,
      float[] g,
      int at,
      float[] gain,
      int length,
      float mean,
      float inverse,
      float[] gainSums,
      float[] shiftSums) {
    SCALING.layerNormGradient(x, g, at, gain, length, mean, inverse, gainSums, shiftSums);
  }

  /** The way back of a softmax; see {@link RowScaling#softmaxGradient}. */
  public static void softmaxGradient(float[] y, float[] g, int at, int length) {
    SCALING.softmaxGradient(y, g, at, length);
  }

  /** A mask of dropout by the draws of a stream; see {@link Draws#dropout}. */
  public static void dropout(long seed, double rate, float factor, float[] mask, int from, int to) {
    DRAWS.dropout(seed, (long) Math.ceil(rate * 0x1p53), factor, mask, from, to);
  }
}
