package org.refold.kernel;

/**
 * Sums, products and the parts of a softmax over ranges of arrays: the work behind {@link Kernels},
 * once in plain Java and once with vector instructions. The order of summation is the provider's
 * own: sums of n numbers differ from the exact one by at most {@code n 2^-24} of the sum of
 * magnitudes, usually far less.
 */
public interface Linear {

  /** The largest number of {@code from <= k < to}; NaN if there is one, -inf of no numbers. */
  float max(float[] x, int from, int to);

  /** The sum of {@code from <= k < to}. */
  float sum(float[] x, int from, int to);

  /** The sum of products of two ranges of a length. */
  float dot(float[] x, int xAt, float[] y, int yAt, int length);

  /** {@code y = exp(x - shift)}, where no number is above the shift; returns the sum of y. */
  float expShiftedSum(float shift, float[] x, float[] y, int from, int to);

  /** {@code x = alpha x}. */
  void scale(float alpha, float[] x, int from, int to);

  /** {@code y = y + alpha x}, for two ranges of a length. */
  void axpy(float alpha, float[] x, int xAt, float[] y, int yAt, int length);

  /** {@code y = beta y + alpha x}, for two ranges of a length. */
  void axpby(float alpha, float[] x, int xAt, float beta, float[] y, int yAt, int length);

  /**
   * {@code x = beta x + alpha y} and {@code y = beta y + alpha x}, each with the other as it was.
   */
  void axpbyBoth(float alpha, float beta, float[] x, int xAt, float[] y, int yAt, int length);

  /** {@code y = y x}, number by number. */
  void multiply(float[] x, float[] y, int from, int to);

  /**
   * Adds rows of a table, each times its factor: {@code sum = sum + factors[k] table[rows[k]]} for
   * {@code from <= k < to}, where row 0 of the table would begin at {@code tableAt}, which may be
   * negative.
   */
  void addRows(
      float[] table,
      int tableAt,
      int width,
      int[] rows,
      float[] factors,
      int from,
      int to,
      float[] sum,
      int sumAt);

  /**
   * Products of a row with rows of a table: {@code products[k] = x table[rows[k]]} for {@code from
   * <= k < to}, where row 0 of the table begins at {@code tableAt} and rows are {@code stride}
   * apart.
   */
  void dotRows(
      float[] x,
      int xAt,
      int width,
      float[] table,
      int tableAt,
      int stride,
      int[] rows,
      float[] products,
      int from,
      int to);
}
