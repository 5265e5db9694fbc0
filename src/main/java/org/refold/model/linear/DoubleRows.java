package org.refold.model.linear;

import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;

/** Rows of a matrix of either precision as doubles. */
final class DoubleRows {

  private DoubleRows() {}

  /**
   * Copies a row out.
   *
   * @param to {@code [columns]}. Modified.
   */
  static void read(Matrix matrix, int row, double[] to) {
    if (matrix.precision() == Precision.DOUBLE) {
      matrix.readRow(row, to);
      return;
    }
    float[] floats = new float[to.length];
    matrix.readRow(row, floats);
    for (int j = 0; j < floats.length; j++) {
      to[j] = floats[j];
    }
  }

  /**
   * Copies a row in, rounded where the matrix has floats.
   *
   * @param from {@code [columns]}. Not modified.
   */
  static void write(Matrix matrix, int row, double[] from) {
    if (matrix.precision() == Precision.DOUBLE) {
      matrix.writeRow(row, from);
      return;
    }
    float[] floats = new float[from.length];
    for (int j = 0; j < floats.length; j++) {
      floats[j] = (float) from[j];
    }
    matrix.writeRow(row, floats);
  }

  /** Copies all rows of a matrix to one of the same shape. */
  static void copy(Matrix from, Matrix to) {
    double[] row = new double[from.columns()];
    for (int k = 0; k < from.rows(); k++) {
      read(from, k, row);
      write(to, k, row);
    }
  }

  /** The diagonal of a square matrix, in a fresh array. */
  static double[] diagonal(Matrix matrix) {
    double[] diagonal = new double[matrix.rows()];
    for (int k = 0; k < diagonal.length; k++) {
      diagonal[k] = matrix.get(k, k);
    }
    return diagonal;
  }
}
