package org.refold.kernel;

/**
 * Rows of a matrix along the directions in which they differ most: the eigenvectors of the
 * covariance of its columns (I. Jolliffe: Principal Component Analysis, chapter 1). The sign of a
 * component is arbitrary; here its number furthest from 0 is positive.
 *
 * @param scores {@code [rows][k]}, with the mean 0 in each component
 * @param explained {@code [k]}, the share of each component in the variance, descending
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
public record PrincipalComponents(double[][] scores, double[] explained) {

  /**
   * Finds them. Takes {@code rows columns^2} operations; of one column or a few more than k, the
   * covariance is small and solved as a whole.
   *
   * @param matrix {@code [rows, columns]}, floats or doubles. Not modified.
   * @param k how many, at least 1 and at most its columns
   */
  public static PrincipalComponents of(Matrix matrix, int k) {
    int rows = matrix.rows();
    int columns = matrix.columns();
    if (k < 1 || k > columns || rows < 2) {
      throw new IllegalArgumentException(
          k
              + " components of "
              + matrix
              + ": at least 1, at most its columns; of two rows or more");
    }
    try (Matrix centred = centred(matrix);
        Matrix covariance = Matrix.doubles(columns, columns)) {
      Blas.gemm(Transpose.YES, Transpose.NO, 1.0 / rows, centred, centred, 0, covariance);
      double variance = 0;
      for (int j = 0; j < columns; j++) {
        variance += covariance.get(j, j);
      }
      try (LargestEigenvectors found = LargestEigenvectors.of(covariance, k);
          Matrix along = Matrix.doubles(rows, k)) {
        double[] explained = new double[k];
        for (int at = 0; at < k; at++) {
          explained[at] = variance > 0 ? Math.max(0, found.values()[at]) / variance : 0;
          turn(found.vectors(), at);
        }
        Blas.gemm(Transpose.NO, Transpose.YES, 1, centred, found.vectors(), 0, along);
        double[][] scores = new double[rows][k];
        for (int row = 0; row < rows; row++) {
          along.readRow(row, scores[row]);
        }
        return new PrincipalComponents(scores, explained);
      }
    }
  }

  private static Matrix centred(Matrix matrix) {
    int rows = matrix.rows();
    int columns = matrix.columns();
    double[] mean = new double[columns];
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < columns; j++) {
        mean[j] += matrix.get(row, j) / rows;
      }
    }
    Matrix centred = Matrix.doubles(rows, columns);
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < columns; j++) {
        centred.set(row, j, matrix.get(row, j) - mean[j]);
      }
    }
    return centred;
  }

  private static void turn(Matrix vectors, int at) {
    double[] vector = new double[vectors.columns()];
    vectors.readRow(at, vector);
    double furthest = 0;
    for (double number : vector) {
      furthest = Math.abs(number) > Math.abs(furthest) ? number : furthest;
    }
    if (furthest < 0) {
      for (int j = 0; j < vector.length; j++) {
        vector[j] = -vector[j];
      }
      vectors.writeRow(at, vector);
    }
  }
}
