package org.refold.nn;

import org.refold.kernel.Matrix;

/**
 * The pieces that add up numbers to one, of {@link Arithmetic}, and what leads back from there.
 * Sums over many numbers are in double; they do not depend on the thread count.
 */
public interface Totals {

  /** A factor for each row. */
  @FunctionalInterface
  interface RowFactor {
    /** The factor of a row. */
    double of(int row);
  }

  /** The sum of all elements. */
  double sum(Matrix x);

  /** The sum of the squares of all elements. */
  double squares(Matrix x);

  /**
   * The sum over some rows of the squares of their elements, each times the factor of its row.
   *
   * @param rows which rows. Not modified.
   * @param count how many of them to take
   */
  double squaresOfRows(Matrix x, int[] rows, int count, RowFactor factor);

  /** {@code y = value + beta y} in every element. y is Modified. */
  void addConstant(double value, double beta, Matrix y);

  /**
   * {@code y = factor(row) x + beta y} in some rows.
   *
   * @param x Not modified.
   * @param rows which rows, none twice. Not modified.
   * @param count how many of them to take
   * @param y of the shape of x. Modified.
   */
  void addRowMultiples(Matrix x, int[] rows, int count, RowFactor factor, double beta, Matrix y);

  /**
   * A sum of losses over entries, and its derivatives.
   *
   * @param loss of each entry
   * @param outputs {@code [1, entries]}. Not modified.
   * @param targets what it holds by position. Not modified.
   * @param scale factor of the sum and of the derivatives
   * @param slopes {@code [1, entries]}. Modified.
   * @return scale times the sum
   */
  double compare(EntryLoss loss, Matrix outputs, SparseRows targets, double scale, Matrix slopes);
}
