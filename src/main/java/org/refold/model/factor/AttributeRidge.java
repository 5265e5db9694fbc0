package org.refold.model.factor;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.refold.kernel.Kernels;
import org.refold.kernel.Lapack;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.train.batch.FeatureRows;

/**
 * Vectors out of attributes, {@code q = a M}, where M is the ridge regression of vectors that were
 * learned: {@code M = (A'WA + ridge I)^-1 A'WQ}. A is [rows, features], W has a weight for each row
 * on its diagonal. Solved in double precision.
 */
final class AttributeRidge {

  private AttributeRidge() {}

  /**
   * The map.
   *
   * @param attributes A
   * @param weights W, {@code [rows]}; 0 leaves a row out
   * @param vectors Q, {@code [rows, latent]}, floats
   * @param ridge more than 0
   * @return {@code [features, latent]}, floats, which the caller closes
   */
  static Matrix of(FeatureRows attributes, double[] weights, Matrix vectors, double ridge) {
    int features = attributes.count();
    int latent = vectors.columns();
    if (features == 0) {
      return Matrix.floats(0, latent);
    }
    float[] vector = new float[latent];
    double[][] right = new double[latent][features];
    Matrix map = Matrix.floats(features, latent);
    try (Matrix gram = Matrix.zeros(Precision.DOUBLE, features, features);
        Matrix sides = Matrix.zeros(Precision.DOUBLE, latent, features)) {
      for (int row = 0; row < weights.length; row++) {
        vectors.readRow(row, vector);
        for (int p = attributes.starts()[row]; p < attributes.starts()[row + 1]; p++) {
          int a = attributes.ids()[p];
          double weight = weights[row] * attributes.weights()[p];
          for (int other = attributes.starts()[row];
              other < attributes.starts()[row + 1];
              other++) {
            int b = attributes.ids()[other];
            gram.set(a, b, gram.get(a, b) + weight * attributes.weights()[other]);
          }
          for (int k = 0; k < latent; k++) {
            right[k][a] += weight * vector[k];
          }
        }
      }
      IntStream.range(0, latent).forEach(k -> sides.writeRow(k, right[k]));
      Lapack.addToDiagonal(gram, ridge);
      Lapack.cholesky(gram);
      Lapack.solve(gram, sides);
      for (int feature = 0; feature < features; feature++) {
        for (int k = 0; k < latent; k++) {
          map.set(feature, k, sides.get(k, feature));
        }
      }
      return map;
    } catch (RuntimeException | Error e) {
      map.close();
      throw e;
    }
  }

  /**
   * The vector of a row of attributes.
   *
   * @param map {@code [features, latent]}
   * @param vector {@code [latent]}. Modified.
   */
  static void apply(FeatureRows attributes, int row, Matrix map, float[] vector) {
    float[] one = new float[vector.length];
    Arrays.fill(vector, 0);
    for (int p = attributes.starts()[row]; p < attributes.starts()[row + 1]; p++) {
      map.readRow(attributes.ids()[p], one);
      Kernels.axpy(attributes.weights()[p], one, 0, vector, 0, vector.length);
    }
  }
}
