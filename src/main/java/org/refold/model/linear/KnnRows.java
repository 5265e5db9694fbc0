package org.refold.model.linear;

import org.refold.data.BinaryMatrix;

/**
 * The rows between which a neighbourhood computes similarities, items or users, and the inner
 * products of all of them with one. Products are summed over columns in ascending order, so that
 * those of i with j and of j with i have the same bits.
 */
final class KnnRows {

  /** The weight of an element that is there. */
  interface Entry {
    double of(int row, int column);
  }

  /** What a thread needs to multiply rows; the products of one row at a time. */
  final class Products {
    private final double[] sums = new double[rows.rowCount()];
    private final int[] met = new int[rows.rowCount()];
    private final int[] others = new int[rows.rowCount()];
    private int found;
    private int turn;

    /** Begins with another row. */
    void begin() {
      found = 0;
      turn++;
    }

    /**
     * Adds an element of the row: columns are to ascend.
     *
     * @param column in which column it is
     * @param weight its weight
     */
    void add(int column, double weight) {
      for (int p = columns.start(column); p < columns.end(column); p++) {
        int other = columns.column(p);
        if (met[other] != turn) {
          met[other] = turn;
          sums[other] = 0;
          others[found++] = other;
        }
        sums[other] += weight * byColumn[p];
      }
    }

    /** How many rows share a column with this one. */
    int found() {
      return found;
    }

    /** One of these, in no particular order. */
    int other(int k) {
      return others[k];
    }

    /** The product with it. */
    double product(int other) {
      return sums[other];
    }
  }

  private final BinaryMatrix rows;
  private final BinaryMatrix columns;
  private final float[] byRow;
  private final float[] byColumn;
  private final double[] squares;

  /**
   * @param rows the rows, their columns ascending
   */
  KnnRows(BinaryMatrix rows, Entry entry) {
    this.rows = rows;
    this.columns = rows.transposed();
    this.byRow = new float[rows.size()];
    this.byColumn = new float[rows.size()];
    this.squares = new double[rows.rowCount()];
    for (int row = 0; row < rows.rowCount(); row++) {
      for (int p = rows.start(row); p < rows.end(row); p++) {
        byRow[p] = (float) entry.of(row, rows.column(p));
        squares[row] += (double) byRow[p] * byRow[p];
      }
    }
    for (int column = 0; column < columns.rowCount(); column++) {
      for (int p = columns.start(column); p < columns.end(column); p++) {
        byColumn[p] = (float) entry.of(columns.column(p), column);
      }
    }
  }

  /** How many rows there are. */
  int count() {
    return rows.rowCount();
  }

  /** The squared length of a row; of ones, how many there are. */
  double squares(int row) {
    return squares[row];
  }

  /** Adds a number wherever a row has an element. */
  void addTo(float[] sums, int offset, int row, float number) {
    for (int p = rows.start(row); p < rows.end(row); p++) {
      sums[offset + rows.column(p)] += number;
    }
  }

  /** All products of a row, itself included. */
  void multiply(int row, Products products) {
    products.begin();
    for (int p = rows.start(row); p < rows.end(row); p++) {
      products.add(rows.column(p), byRow[p]);
    }
  }
}
