package org.refold.train.neural;

import org.refold.kernel.Matrix;

/** Matrices of floats with rows and columns exchanged. */
final class Transposition {

  private Transposition() {}

  /** A transposed copy, which the caller closes. */
  static Matrix of(Matrix matrix) {
    int rows = matrix.rows();
    int columns = matrix.columns();
    Matrix transposed = Matrix.floats(/* rows= */ columns, /* columns= */ rows);
    float[] row = new float[columns];
    float[] numbers = new float[Math.multiplyExact(columns, rows)];
    for (int r = 0; r < rows; r++) {
      matrix.readRow(r, row);
      for (int c = 0; c < columns; c++) {
        numbers[c * rows + r] = row[c];
      }
    }
    transposed.writeRows(0, transposed.rows(), numbers, 0);
    return transposed;
  }
}
