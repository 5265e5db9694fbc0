package org.refold.kernel.files;

import java.io.IOException;
import org.refold.kernel.Matrix;

/**
 * Rows of floats as bytes with a scale of each: {@code w ~ s q, s = max |w| / 127, q} the nearest
 * whole number, in [-127, 127]; ties go to the even one. An error is at most {@code s / 2}. A row
 * of zeros has the scale 1.
 */
final class ByteRows {

  private static final int MOST = 127;

  private ByteRows() {}

  private static float scale(float[] row) {
    float largest = 0;
    for (float number : row) {
      largest = Math.max(largest, Math.abs(number));
    }
    float scale = largest / MOST;
    return scale > 0 ? scale : 1; // also where the quotient is too small for a float
  }

  /** The scales of all rows. */
  static float[] scales(Matrix matrix) {
    float[] scales = new float[matrix.rows()];
    float[] row = new float[matrix.columns()];
    for (int r = 0; r < scales.length; r++) {
      matrix.readRow(r, row);
      scales[r] = scale(row);
    }
    return scales;
  }

  static void write(Matrix matrix, NumberOutput out) throws IOException {
    float[] row = new float[matrix.columns()];
    byte[] bytes = new byte[row.length];
    for (int r = 0; r < matrix.rows(); r++) {
      matrix.readRow(r, row);
      float scale = scale(row);
      for (int c = 0; c < row.length; c++) {
        double whole = Math.rint(row[c] / (double) scale);
        bytes[c] = (byte) Math.max(-MOST, Math.min(MOST, whole));
      }
      out.put(bytes);
    }
  }
}
