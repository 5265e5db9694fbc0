package org.refold.model.factor;

import org.apache.commons.math3.stat.StatUtils;
import org.refold.data.BinaryMatrix;
import org.refold.kernel.Blas;
import org.refold.kernel.Kernels;
import org.refold.kernel.Matrix;
import org.refold.kernel.Parallel;
import org.refold.kernel.Transpose;

/** The objective of {@link Ials}, which no half step can raise. */
final class IalsLoss {

  /** Rows that a thread takes at a time; their cost varies with their lengths. */
  private static final int GRAIN = 64;

  private IalsLoss() {}

  /**
   * Computes the objective, without a users x items matrix: the sum of all squared products is the
   * sum of the products of both Gram matrices, place by place.
   *
   * @param x [users, items]
   * @param byItem x turned
   * @param users {@code [users, latent]}. Not modified.
   * @param items {@code [items, latent]}. Not modified.
   */
  static double of(Ials settings, BinaryMatrix x, BinaryMatrix byItem, Matrix users, Matrix items) {
    return (observed(x, users, items)
            + settings.unobservedWeight() * allSquares(users, items)
            + lengths(settings, x, users)
            + lengths(settings, byItem, items))
        / 2;
  }

  private static double observed(BinaryMatrix x, Matrix users, Matrix items) {
    return sum(
        users,
        (row, user) -> {
          float[] item = new float[user.length];
          double sum = 0;
          for (int p = x.start(row); p < x.end(row); p++) {
            items.readRow(x.column(p), item);
            double error = 1 - Kernels.dot(user, 0, item, 0, user.length);
            sum += error * error;
          }
          return sum;
        });
  }

  private static double allSquares(Matrix users, Matrix items) {
    int latent = users.columns();
    try (Matrix ofUsers = Matrix.floats(latent, latent);
        Matrix ofItems = Matrix.floats(latent, latent)) {
      Blas.gemm(Transpose.YES, Transpose.NO, 1, users, users, 0, ofUsers);
      Blas.gemm(Transpose.YES, Transpose.NO, 1, items, items, 0, ofItems);
      return Blas.dot(ofUsers, ofItems);
    }
  }

  private static double lengths(Ials settings, BinaryMatrix met, Matrix vectors) {
    return sum(
        vectors,
        (row, vector) ->
            settings.ridge(met.count(row), met.columnCount())
                * Kernels.squaredNorm(vector, 0, vector.length));
  }

  /** A part of the objective that belongs to one user or item. */
  private interface Part {
    double of(int row, float[] vector);
  }

  /** Rows are computed by all threads and added up in order, so that every bit is the same. */
  private static double sum(Matrix vectors, Part part) {
    double[] parts = new double[vectors.rows()];
    Parallel.unevenRows(
        parts.length,
        GRAIN,
        (from, to) -> {
          float[] vector = new float[vectors.columns()];
          for (int row = from; row < to; row++) {
            vectors.readRow(row, vector);
            parts[row] = part.of(row, vector);
          }
        });
    return StatUtils.sum(parts);
  }
}
