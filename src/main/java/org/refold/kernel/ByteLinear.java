package org.refold.kernel;

/**
 * Sums over rows of bytes, which are widened on the way: the work behind {@link ByteKernels}, once
 * in plain Java and once with vector instructions. Sums run in floats, in the order of the rows.
 */
public interface ByteLinear {

  /**
   * Adds rows of a table, each times its factor: {@code sum = sum + factors[k] table[rows[k]]} for
   * {@code from <= k < to}, where row 0 of the table begins at 0.
   */
  void addRows(byte[] table, int width, int[] rows, float[] factors, int from, int to, float[] sum);

  /** {@code y = factor x}, for two ranges of a length. */
  void widen(float factor, byte[] x, int xAt, float[] y, int yAt, int length);
}
