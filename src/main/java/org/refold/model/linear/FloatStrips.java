package org.refold.model.linear;

import org.refold.kernel.Kernels;
import org.refold.kernel.Matrix;
import org.refold.recommend.ModelWriter;

/** Of floats: {@code strips[s][i * WIDTH + j]} is the number in row i and column s WIDTH + j. */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
record FloatStrips(float[][] strips) implements Strips {

  /** Zeros for that many items. */
  static FloatStrips empty(int items) {
    return new FloatStrips(new float[(items + WIDTH - 1) / WIDTH][items * WIDTH]);
  }

  /**
   * Those of a matrix.
   *
   * @param weights {@code [items, items]}, floats. Not modified.
   */
  static FloatStrips of(Matrix weights) {
    int n = weights.rows();
    FloatStrips result = empty(n);
    for (int item = 0; item < n; item++) {
      for (int s = 0; s < result.strips.length; s++) {
        int width = Math.min(WIDTH, n - s * WIDTH);
        weights.read(item, s * WIDTH, result.strips[s], item * WIDTH, width);
      }
    }
    return result;
  }

  /**
   * Puts in one row of the matrix.
   *
   * @param row {@code [items]}. Not modified.
   */
  void write(int item, double[] row) {
    for (int j = 0; j < row.length; j++) {
      strips[j / WIDTH][item * WIDTH + j % WIDTH] = (float) row[j];
    }
  }

  @Override
  public int count() {
    return strips.length;
  }

  @Override
  public float get(int row, int column) {
    return strips[column / WIDTH][row * WIDTH + column % WIDTH];
  }

  @Override
  public float factor(int row) {
    return 1;
  }

  @Override
  public void add(int strip, int[] rows, float[] factors, float[] sums) {
    Kernels.addRows(strips[strip], 0, WIDTH, rows, factors, 0, rows.length, sums, 0);
  }

  @Override
  public void save(ModelWriter file, String name, int items) {
    Matrix weights = Matrix.floats(items, items);
    for (int item = 0; item < items; item++) {
      for (int s = 0; s < strips.length; s++) {
        int width = Math.min(WIDTH, items - s * WIDTH);
        weights.write(item, s * WIDTH, strips[s], item * WIDTH, width);
      }
    }
    file.give(name, weights);
  }

  @Override
  public long bytes() {
    return (long) Float.BYTES * strips.length * (strips.length == 0 ? 0 : strips[0].length);
  }
}
