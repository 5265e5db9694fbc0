package org.refold.kernel;

/** Plain loops. */
final class ScalarByteLinear implements ByteLinear {

  @Override
  public void addRows(
      byte[] table, int width, int[] rows, float[] factors, int from, int to, float[] sum) {
    for (int row = from; row < to; row++) {
      int at = rows[row] * width;
      float factor = factors[row];
      for (int k = 0; k < width; k++) {
        sum[k] += factor * table[at + k];
      }
    }
  }

  @Override
  public void widen(float factor, byte[] x, int xAt, float[] y, int yAt, int length) {
    for (int k = 0; k < length; k++) {
      y[yAt + k] = factor * x[xAt + k];
    }
  }
}
