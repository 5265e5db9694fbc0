package org.refold.kernel;

/**
 * What brings one row of numbers to a standard scale, and the way back: the work behind {@link
 * RowKernels}, once in plain Java and once with vector instructions. Rows may lie anywhere in their
 * arrays; what belongs to columns ({@code gain}, {@code shift} and their sums) begins at 0.
 */
public interface RowScaling {

  /**
   * Layer normalisation {@code y = gain (x - mean) inverse + shift} with {@code inverse = 1 /
   * sqrt(variance + epsilon)}.
   *
   * @param epsilon added to the (biased) variance
   * @param x Not modified, unless it is y.
   * @param y may be x. Modified.
   * @param at where the row begins in x and y
   * @param gain Not modified.
   * @param shift Not modified.
   * @param length of the row, at least 1
   * @param statistics receives mean and inverse, one behind the other. Modified.
   * @param statisticsAt where they begin
   */
  void layerNorm(
      float epsilon,
      float[] x,
      float[] y,
      int at,
      float[] gain,
      float[] shift,
      int length,
      float[] statistics,
      int statisticsAt);

  /**
   * The way back of {@link #layerNorm}: {@code g = (gain g - mean(gain g) - s mean(gain g s))
   * inverse} with {@code s = (x - mean) inverse}.
   *
   * @param x Not modified.
   * @param g the gradient of y, becomes that of x. Modified.
   * @param at where the row begins in x and g
   * @param gain Not modified.
   * @param length of the row
   * @param mean from the statistics
   * @param inverse from the statistics
   * @param gainSums {@code g s} is added. Modified.
   * @param shiftSums {@code g} is added. Modified.
   */
  void layerNormGradient(
      float[] x,
      float[] g,
      int at,
      float[] gain,
      int length,
      float mean,
      float inverse,
      float[] gainSums,
      float[] shiftSums);

  /**
   * The way back of a softmax: {@code g = y (g - sum y g)}.
   *
   * @param y the softmax. Not modified.
   * @param g the gradient of y, becomes that of the input. Modified.
   * @param at where the row begins in both
   * @param length of the row
   */
  void softmaxGradient(float[] y, float[] g, int at, int length);
}
