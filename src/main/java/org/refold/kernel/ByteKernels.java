package org.refold.kernel;

/**
 * Loops over rows of bytes, weights that were rounded: beside {@link Kernels}, with the same
 * provider; they allocate nothing and use the calling thread only. A number of a row is its byte
 * times the scale of the row.
 */
public final class ByteKernels {

  private static final ByteLinear LINEAR = Kernels.chosen().bytes();

  private ByteKernels() {}

  /**
   * A sparse row times a table of bytes: {@code sum = sum + factors[k] table[rows[k]]} for {@code
   * from <= k < to}.
   *
   * @param table {@code [items, width]}, row after row. Not modified.
   * @param width the length of a row
   * @param rows which rows. Not modified.
   * @param factors beside each, its scale in it. Not modified.
   * @param from the first of these
   * @param to after the last
   * @param sum {@code [width]}, receives the sum. Modified.
   */
  public static void addRows(
      byte[] table, int width, int[] rows, float[] factors, int from, int to, float[] sum) {
    LINEAR.addRows(table, width, rows, factors, from, to, sum);
  }

  /** {@code y = factor x}, for two ranges of a length: a row as the floats that it stands for. */
  public static void widen(float factor, byte[] x, int xAt, float[] y, int yAt, int length) {
    LINEAR.widen(factor, x, xAt, y, yAt, length);
  }
}
