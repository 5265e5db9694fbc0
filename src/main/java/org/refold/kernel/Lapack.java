package org.refold.kernel;

import static org.bytedeco.openblas.global.openblas.LAPACKE_dgeqrf;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dorgqr;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dpotrf;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dpotri;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dpotrs;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dsyevd;
import static org.bytedeco.openblas.global.openblas.LAPACKE_spotrf;
import static org.bytedeco.openblas.global.openblas.LAPACKE_spotri;
import static org.bytedeco.openblas.global.openblas.LAPACKE_spotrs;
import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;

import org.bytedeco.javacpp.DoublePointer;

/**
 * Closed forms on symmetric matrices, in place: through Cholesky's factorisation where they are
 * positive definite, and by eigenvectors.
 *
 * <p>LAPACK counts by columns, {@link Matrix} by rows: the upper triangle here is the lower one
 * there, and a symmetric matrix is the same in both. Only the upper triangle of what is given is
 * read.
 */
public final class Lapack {

  /** LAPACK's name for what is the upper triangle of a matrix in row order. */
  private static final byte LOWER = 'L';

  private static final byte VECTORS = 'V';

  private static final int BLOCK = 64;

  private Lapack() {}

  /**
   * Replaces a symmetric positive definite matrix by its inverse: {@code potrf}, {@code potri}, and
   * the other triangle filled. About n^3 floating point operations; no further memory.
   *
   * @param matrix {@code [n, n]}, of which the upper triangle is read. Modified: the whole inverse,
   *     exactly symmetric; on failure undefined.
   * @throws IllegalArgumentException if it is not square or not positive definite
   */
  public static void invertPositiveDefinite(Matrix matrix) {
    cholesky(matrix);
    int n = matrix.rows();
    int info =
        OpenBlas.withAllThreads(
            () ->
                matrix.precision() == Precision.FLOAT
                    ? LAPACKE_spotri(LAPACK_COL_MAJOR, LOWER, n, matrix.floatPointer(), stride(n))
                    : LAPACKE_dpotri(
                        LAPACK_COL_MAJOR, LOWER, n, matrix.doublePointer(), stride(n)));
    checkPositive(info, matrix);
    mirror(matrix);
  }

  /**
   * Replaces the upper triangle of a symmetric positive definite matrix by Cholesky's factor U with
   * {@code U'U} the matrix. What stands below the diagonal stays.
   *
   * @param matrix {@code [n, n]}. Modified; on failure undefined.
   * @throws IllegalArgumentException if it is not square or not positive definite
   */
  public static void cholesky(Matrix matrix) {
    checkSquare(matrix);
    OpenBlas.ready();
    int n = matrix.rows();
    int info =
        OpenBlas.withAllThreads(
            () ->
                matrix.precision() == Precision.FLOAT
                    ? LAPACKE_spotrf(LAPACK_COL_MAJOR, LOWER, n, matrix.floatPointer(), stride(n))
                    : LAPACKE_dpotrf(
                        LAPACK_COL_MAJOR, LOWER, n, matrix.doublePointer(), stride(n)));
    checkPositive(info, matrix);
  }

  /**
   * Solves {@code A x = b} for many right sides, after {@link #cholesky}.
   *
   * @param factor {@code [n, n]} with Cholesky's factor of A in its upper triangle. Not modified.
   * @param rightSides {@code [count, n]}, one right side a row. Modified: one solution a row.
   * @throws IllegalArgumentException if shapes or precisions do not fit
   */
  public static void solve(Matrix factor, Matrix rightSides) {
    checkSquare(factor);
    if (rightSides.columns() != factor.rows() || rightSides.precision() != factor.precision()) {
      throw new IllegalArgumentException(
          factor + " cannot solve for the rows of " + rightSides + "; they must be as long as n");
    }
    OpenBlas.ready();
    int n = factor.rows();
    int count = rightSides.rows();
    int info =
        OpenBlas.withAllThreads(
            () ->
                factor.precision() == Precision.FLOAT
                    ? LAPACKE_spotrs(
                        LAPACK_COL_MAJOR,
                        LOWER,
                        n,
                        count,
                        factor.floatPointer(),
                        stride(n),
                        rightSides.floatPointer(),
                        stride(n))
                    : LAPACKE_dpotrs(
                        LAPACK_COL_MAJOR,
                        LOWER,
                        n,
                        count,
                        factor.doublePointer(),
                        stride(n),
                        rightSides.doublePointer(),
                        stride(n)));
    checkPositive(info, factor);
  }

  /**
   * Replaces a symmetric matrix by its eigenvectors, one a row: {@code syevd}. About 9 n^3
   * operations.
   *
   * @param matrix {@code [n, n]}, doubles, of which the upper triangle is read. Modified: row k is
   *     the eigenvector of value k, of length 1.
   * @return the eigenvalues, ascending
   * @throws IllegalArgumentException if it is not square, not of doubles, or holds no numbers
   */
  public static double[] eigenvectors(Matrix matrix) {
    checkSquare(matrix);
    OpenBlas.ready();
    int n = matrix.rows();
    double[] values = new double[n];
    try (Matrix found = Matrix.doubles(1, Math.max(1, n))) {
      int info =
          OpenBlas.withAllThreads(
              () ->
                  LAPACKE_dsyevd(
                      LAPACK_COL_MAJOR,
                      VECTORS,
                      LOWER,
                      n,
                      matrix.doublePointer(),
                      stride(n),
                      found.doublePointer()));
      if (info != 0) {
        throw new IllegalArgumentException(
            "no eigenvectors of " + matrix + " were found (LAPACK says " + info + ")");
      }
      found.read(0, 0, values, 0, n);
    }
    return values;
  }

  /**
   * Replaces the rows of a matrix by an orthonormal basis of what they span: {@code geqrf} and
   * {@code orgqr}. Where they span less, the basis is filled up.
   *
   * @param rows {@code [k, n]}, doubles, k not above n. Modified.
   */
  public static void orthonormalise(Matrix rows) {
    OpenBlas.ready();
    int n = rows.columns();
    int k = rows.rows();
    try (Matrix factors = Matrix.doubles(1, Math.max(1, k))) {
      DoublePointer at = rows.doublePointer();
      DoublePointer tau = factors.doublePointer();
      int info =
          OpenBlas.withAllThreads(
              () -> {
                int first = LAPACKE_dgeqrf(LAPACK_COL_MAJOR, n, k, at, stride(n), tau);
                return first != 0
                    ? first
                    : LAPACKE_dorgqr(LAPACK_COL_MAJOR, n, k, k, at, stride(n), tau);
              });
      if (info != 0) {
        throw new IllegalArgumentException(
            "LAPACK refuses argument " + -info + " for the rows of " + rows);
      }
    }
  }

  /**
   * Adds a number to each element of the diagonal.
   *
   * @param matrix {@code [n, n]}. Modified.
   * @param value what to add
   */
  public static void addToDiagonal(Matrix matrix, double value) {
    checkSquare(matrix);
    for (int k = 0; k < matrix.rows(); k++) {
      matrix.set(k, k, matrix.get(k, k) + value);
    }
  }

  /**
   * Copies what stands above the diagonal to the other side of it.
   *
   * @param matrix {@code [n, n]}. Modified.
   */
  public static void mirror(Matrix matrix) {
    checkSquare(matrix);
    int blocks = (matrix.rows() + BLOCK - 1) / BLOCK;
    Parallel.unevenRows(
        blocks,
        1,
        (from, to) -> {
          for (int block = from; block < to; block++) {
            if (matrix.precision() == Precision.FLOAT) {
              mirrorFloats(matrix, block);
            } else {
              mirrorDoubles(matrix, block);
            }
          }
        });
  }

  /** Fills the rows of a block left of the diagonal, by square tiles. */
  private static void mirrorFloats(Matrix matrix, int block) {
    int n = matrix.rows();
    int first = block * BLOCK;
    int height = Math.min(BLOCK, n - first);
    float[] tile = new float[BLOCK * BLOCK];
    float[] turned = new float[BLOCK];
    for (int left = 0; left <= first; left += BLOCK) {
      int width = Math.min(BLOCK, n - left);
      for (int k = 0; k < width; k++) {
        matrix.read(left + k, first, tile, k * BLOCK, height);
      }
      for (int row = 0; row < height; row++) {
        int end = left == first ? row : width;
        for (int k = 0; k < end; k++) {
          turned[k] = tile[k * BLOCK + row];
        }
        matrix.write(first + row, left, turned, 0, end);
      }
    }
  }

  /** As for floats. */
  private static void mirrorDoubles(Matrix matrix, int block) {
    int n = matrix.rows();
    int first = block * BLOCK;
    int height = Math.min(BLOCK, n - first);
    double[] tile = new double[BLOCK * BLOCK];
    double[] turned = new double[BLOCK];
    for (int left = 0; left <= first; left += BLOCK) {
      int width = Math.min(BLOCK, n - left);
      for (int k = 0; k < width; k++) {
        matrix.read(left + k, first, tile, k * BLOCK, height);
      }
      for (int row = 0; row < height; row++) {
        int end = left == first ? row : width;
        for (int k = 0; k < end; k++) {
          turned[k] = tile[k * BLOCK + row];
        }
        matrix.write(first + row, left, turned, 0, end);
      }
    }
  }

  private static int stride(int n) {
    return Math.max(1, n);
  }

  private static void checkSquare(Matrix matrix) {
    if (matrix.rows() != matrix.columns()) {
      throw new IllegalArgumentException(
          "the matrix is " + matrix.shape() + ", but must be square");
    }
  }

  private static void checkPositive(int info, Matrix matrix) {
    if (info > 0) {
      throw new IllegalArgumentException(
          "the matrix of "
              + matrix.shape()
              + " is not positive definite (leading minor "
              + info
              + "): add more to its diagonal, or use double instead of float");
    }
    if (info < 0) {
      throw new IllegalArgumentException("LAPACK refuses argument " + -info + " for " + matrix);
    }
  }
}
