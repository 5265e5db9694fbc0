package org.refold.model.factor;

import org.refold.data.BinaryMatrix;
import org.refold.kernel.Blas;
import org.refold.kernel.Kernels;
import org.refold.kernel.Matrix;
import org.refold.kernel.Transpose;

/** The objective of {@link Ials}, which no half step can raise. */
final class IalsLoss {

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
    float[] user = new float[users.columns()];
    float[] item = new float[users.columns()];
    double sum = 0;
    for (int row = 0; row < x.rowCount(); row++) {
      users.readRow(row, user);
      for (int p = x.start(row); p < x.end(row); p++) {
        items.readRow(x.column(p), item);
        double error = 1 - Kernels.dot(user, 0, item, 0, user.length);
        sum += error * error;
      }
    }
    return sum;
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
    float[] vector = new float[vectors.columns()];
    double sum = 0;
    for (int row = 0; row < vectors.rows(); row++) {
      vectors.readRow(row, vector);
      sum +=
          settings.ridge(met.count(row), met.columnCount())
              * Kernels.squaredNorm(vector, 0, vector.length);
    }
    return sum;
  }
}
