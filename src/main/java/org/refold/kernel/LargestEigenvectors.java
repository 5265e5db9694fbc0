package org.refold.kernel;

import java.util.SplittableRandom;

/**
 * The eigenvectors of the largest eigenvalues of a positive semi-definite matrix, in double
 * precision: by subspace iteration with a Rayleigh-Ritz step each time (G. Golub, C. Van Loan:
 * Matrix Computations, section 8.2.4), until every wanted pair holds up to rounding; of small
 * matrices by {@link Lapack#eigenvectors}.
 *
 * <p>An eigenvector is known up to its sign, and those of equal values up to a rotation. Those that
 * are returned depend on the matrix alone, up to rounding.
 *
 * @param values {@code [k]}, descending
 * @param vectors {@code [k, n]}, one a row, of length 1, doubles; the caller closes it
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
public record LargestEigenvectors(double[] values, Matrix vectors) implements AutoCloseable {

  /** What is left of {@code |A v - value v|}, as a share of the largest value. */
  private static final double RESIDUAL = 1e-10;

  private static final int MOST_ITERATIONS = 1000;

  private static final int SPARE = 10;

  /**
   * Finds them. Takes {@code 4 n^2 (k + 5)} operations an iteration; some dozens suffice where
   * values fall off, as those of interactions do.
   *
   * @param matrix {@code [n, n]}, doubles, positive semi-definite, both triangles filled. Not
   *     modified.
   * @param k how many, at least 1 and at most n
   */
  public static LargestEigenvectors of(Matrix matrix, int k) {
    int n = matrix.rows();
    if (k < 1 || k > n || matrix.precision() != Precision.DOUBLE) {
      throw new IllegalArgumentException(
          k + " eigenvectors of " + matrix + ": at least 1, at most its rows, of doubles");
    }
    int width = 2 * k + SPARE;
    return 2 * width >= n ? dense(matrix, k) : iterated(matrix, k, width);
  }

  private static LargestEigenvectors dense(Matrix matrix, int k) {
    int n = matrix.rows();
    try (Matrix copy = Matrix.doubles(n, n)) {
      Blas.axpy(1, matrix, copy);
      double[] ascending = Lapack.eigenvectors(copy);
      return descending(ascending, copy, k);
    }
  }

  private static LargestEigenvectors descending(double[] ascending, Matrix rows, int k) {
    double[] values = new double[k];
    Matrix vectors = Matrix.doubles(k, rows.columns());
    double[] row = new double[rows.columns()];
    for (int at = 0; at < k; at++) {
      values[at] = ascending[ascending.length - 1 - at];
      rows.readRow(ascending.length - 1 - at, row);
      vectors.writeRow(at, row);
    }
    return new LargestEigenvectors(values, vectors);
  }

  private static LargestEigenvectors iterated(Matrix matrix, int k, int width) {
    int n = matrix.rows();
    try (Matrix basis = Matrix.doubles(width, n);
        Matrix image = Matrix.doubles(width, n);
        Matrix ritz = Matrix.doubles(width, n);
        Matrix small = Matrix.doubles(width, width)) {
      start(basis);
      double[] values = new double[width];
      for (int round = 0; round < MOST_ITERATIONS; round++) {
        Lapack.orthonormalise(basis);
        Blas.multiply(basis, matrix, image);
        Blas.gemm(Transpose.NO, Transpose.YES, 1, basis, image, 0, small);
        values = Lapack.eigenvectors(small);
        Blas.multiply(small, basis, ritz);
        Blas.multiply(small, image, basis);
        if (residual(values, ritz, basis, k) <= RESIDUAL * values[width - 1]) {
          break;
        }
      }
      return descending(values, ritz, k);
    }
  }

  private static void start(Matrix basis) {
    double[] row = new double[basis.columns()];
    for (int at = 0; at < basis.rows(); at++) {
      SplittableRandom random = Streams.of(0, "eigenvectors", at);
      for (int j = 0; j < row.length; j++) {
        row[j] = random.nextDouble() - 0.5;
      }
      basis.writeRow(at, row);
    }
  }

  /** The largest {@code |A v - value v|} of the last k vectors. */
  private static double residual(double[] values, Matrix vectors, Matrix images, int k) {
    double[] vector = new double[vectors.columns()];
    double[] image = new double[vectors.columns()];
    double largest = 0;
    for (int at = values.length - k; at < values.length; at++) {
      vectors.readRow(at, vector);
      images.readRow(at, image);
      double squares = 0;
      for (int j = 0; j < vector.length; j++) {
        double left = image[j] - values[at] * vector[j];
        squares += left * left;
      }
      largest = Math.max(largest, Math.sqrt(squares));
    }
    return largest;
  }

  @Override
  public void close() {
    vectors.close();
  }
}
