package org.refold.train.neural;

import org.refold.kernel.Matrix;

/** Matrices of floats with rows and columns exchanged. */
final class Transposition {

  private Transposition() {}

  /** A transposed copy, which the caller closes. */
  static Matrix of(Matrix matrix) {
    Matrix transposed = Matrix.floats(matrix.columns(), matrix.rows());
    float[] row = new float[matrix.columns()];
    float[] numbers = new float[matrix.columns() * matrix.rows()];
    for (int r = 0; r < matrix.rows(); r++) {
      matrix.readRow(r, row);
      for (int c = 0; c < row.length; c++) {
        numbers[c * matrix.rows() + r] = row[c];
      }
    }
    transposed.writeRows(0, transposed.rows(), numbers, 0);
    return transposed;
  }
}
