package org.refold.nn;

import org.refold.kernel.Matrix;

/**
 * The pieces that bring rows to a standard scale or thin them out, of {@link Arithmetic}. Results
 * do not depend on the thread count: sums over rows are those of blocks of {@value #BLOCK} rows,
 * added up in order.
 */
public interface Scaling {

  /** Rows whose sums are kept apart from those of others. */
  int BLOCK = 256;

  /** How many blocks some rows make, at least one. */
  static int blocks(int rows) {
    return Math.max(1, (rows + BLOCK - 1) / BLOCK);
  }

  /**
   * Layer normalisation of each row: {@code y = gain (x - mean) inverse + shift} with {@code
   * inverse = 1 / sqrt(variance + epsilon)}.
   *
   * @param x {@code [rows, columns]}. Not modified.
   * @param gain {@code [1, columns]}. Not modified.
   * @param shift {@code [1, columns]}. Not modified.
   * @param y of the shape of x. Modified.
   * @param statistics {@code [rows, 2]}: mean and inverse of each row. Modified.
   */
  void layerNorm(Matrix x, Matrix gain, Matrix shift, double epsilon, Matrix y, Matrix statistics);

  /**
   * The way back of {@link #layerNorm}.
   *
   * @param x {@code [rows, columns]}. Not modified.
   * @param gain {@code [1, columns]}. Not modified.
   * @param statistics {@code [rows, 2]}. Not modified.
   * @param g the gradient of y, becomes that of x. Modified.
   * @param gainSums {@code [blocks, columns]}: of each block the gradient of the gain. Modified.
   * @param shiftSums {@code [blocks, columns]}: of each block the gradient of the shift. Modified.
   */
  void layerNormBackward(
      Matrix x, Matrix gain, Matrix statistics, Matrix g, Matrix gainSums, Matrix shiftSums);

  /**
   * The softmax of each row.
   *
   * @param x Not modified, unless it is y.
   * @param y of the shape of x, may be x. Modified.
   */
  void softmax(Matrix x, Matrix y);

  /**
   * The way back of a softmax.
   *
   * @param y the softmax. Not modified.
   * @param g the gradient of y, becomes that of the input. Modified.
   */
  void softmaxBackward(Matrix y, Matrix g);

  /**
   * Inverted dropout: {@code y = mask x}, where the mask is 0 with some probability and otherwise 1
   * over the probability of the rest. Row r draws from the stream (seed, "row", r).
   *
   * @param rate the probability of 0, in [0, 1)
   * @param seed of the streams
   * @param x Not modified.
   * @param mask of the shape of x. Modified.
   * @param y of the shape of x. Modified.
   */
  void dropout(double rate, long seed, Matrix x, Matrix mask, Matrix y);
}
