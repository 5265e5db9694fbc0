package org.refold.recommend;

import org.refold.kernel.Kernels;
import org.refold.kernel.Matrix;

/** Cosines between rows of a matrix. */
final class Cosines {

  private Cosines() {}

  /** The cosines of all rows with one of them, {@code [rows]}; 0 where a row is zero. */
  static float[] of(Matrix vectors, int row) {
    int length = vectors.columns();
    float[] one = new float[length];
    float[] other = new float[length];
    vectors.readRow(row, one);
    double norm = norm(one);
    float[] cosines = new float[vectors.rows()];
    for (int k = 0; k < cosines.length; k++) {
      vectors.readRow(k, other);
      double norms = norm * norm(other);
      cosines[k] = norms > 0 ? (float) (Kernels.dot(one, 0, other, 0, length) / norms) : 0;
    }
    return cosines;
  }

  private static double norm(float[] vector) {
    return Math.sqrt(Kernels.dot(vector, 0, vector, 0, vector.length));
  }
}
