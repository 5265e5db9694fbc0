package org.refold.nn;

import org.refold.kernel.Matrix;

/** The pieces of attention that are no products, of {@link Arithmetic}: one row of shares each. */
public interface Attending {

  /**
   * A row of scores becomes shares: the softmax of its first numbers, zeros behind.
   *
   * @param scores {@code [some, keys]}. Modified in one row.
   * @param row which row
   * @param visible how many numbers count; at least 1
   * @param keys how many numbers the row has; at least {@code visible}
   */
  void shares(Matrix scores, int row, int visible, int keys);

  /**
   * Inverted dropout of shares: each is 0 with some probability, else divided by that of the rest.
   *
   * @param rate the probability, in (0, 1)
   * @param seed of the row's stream, which draws once for each visible number
   * @param shares Not modified, unless they are thinned.
   * @param thinned may be the shares. Modified in one row, zeros behind what is visible.
   */
  void thin(double rate, long seed, Matrix shares, Matrix thinned, int row, int visible, int keys);

  /**
   * From the gradient of the shares that dropout left to that of the scores: {@code g = s (m g -
   * sum s m g)} with the mask m of {@link #thin}; zeros behind.
   *
   * @param rate of dropout; 0 for none
   * @param seed of the row's stream
   * @param shares before dropout. Not modified.
   * @param g Modified in one row.
   */
  void slopes(double rate, long seed, Matrix shares, Matrix g, int row, int visible, int keys);
}
