package org.refold.kernel;

import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.cblas_daxpy;
import static org.bytedeco.openblas.global.openblas.cblas_ddot;
import static org.bytedeco.openblas.global.openblas.cblas_dgemm;
import static org.bytedeco.openblas.global.openblas.cblas_dgemv;
import static org.bytedeco.openblas.global.openblas.cblas_dscal;
import static org.bytedeco.openblas.global.openblas.cblas_saxpy;
import static org.bytedeco.openblas.global.openblas.cblas_sdot;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;
import static org.bytedeco.openblas.global.openblas.cblas_sgemv;
import static org.bytedeco.openblas.global.openblas.cblas_sscal;

/**
 * Products of matrices where they lie, without copies: OpenBLAS on the memory of {@link Matrix}.
 *
 * <p>A product is cut over the threads of {@link Parallel} by rows of its result, into whole tiles
 * of the kernels in OpenBLAS that are not small enough for its separate code for small products; so
 * the numbers do not depend on the thread count. A result of too few rows is cut by columns: then
 * the last bits may depend on the thread count, though not with the AVX-512 core. Inside a block of
 * {@link Parallel} a product runs on the calling thread. So does that of a single row, which is one
 * with a vector: as a product of matrices it would take several times as long, since OpenBLAS lays
 * all of B anew for its tiles before it multiplies.
 *
 * <p>All matrices of a call have the same precision. Every method throws {@link
 * IllegalArgumentException} when precisions differ or shapes do not fit, and {@link
 * DefectiveBlasException} when OpenBLAS failed its self-check on this machine.
 */
public final class Blas {

  /** Rows or columns of a tile; a multiple of what all kernels work on at once. */
  private static final int TILE = 48;

  /** The fewest multiplications worth a thread of their own. */
  private static final double GRAIN = 2e6;

  /** The fewest numbers of a vector worth a thread of their own. */
  private static final int VECTOR_GRAIN = 1 << 16;

  private Blas() {}

  /**
   * Loads OpenBLAS, tuned and checked, where that has not happened yet, and puts it on the calling
   * thread alone. To be called before and after another library is loaded that uses the same
   * OpenBLAS and sets its threads: on several of them our products are slow and have other last
   * bits.
   */
  public static void claim() {
    OpenBlas.claim();
  }

  /**
   * The general product {@code C = alpha op(A) op(B) + beta C}.
   *
   * @param opA whether to turn A
   * @param opB whether to turn B
   * @param alpha factor of the product
   * @param a {@code [m, k]}, or {@code [k, m]} if turned. Not modified.
   * @param b {@code [k, n]}, or {@code [n, k]} if turned. Not modified.
   * @param beta factor of what is in C; with 0, C is not read
   * @param c {@code [m, n]}, other memory than A and B. Modified.
   */
  public static void gemm(
      Transpose opA, Transpose opB, double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    int m = opA == Transpose.NO ? a.rows() : a.columns();
    int k = opA == Transpose.NO ? a.columns() : a.rows();
    int kOfB = opB == Transpose.NO ? b.rows() : b.columns();
    int n = opB == Transpose.NO ? b.columns() : b.rows();
    if (k != kOfB || c.rows() != m || c.columns() != n) {
      throw new IllegalArgumentException(
          "shapes do not fit: op(A) "
              + (m + " x " + k + ", op(B) " + kOfB + " x " + n)
              + (", C " + c.shape()));
    }
    checkPrecision(a, b, c);
    if (m == 1 && k > 0) {
      gemv(opB == Transpose.NO ? Transpose.YES : Transpose.NO, alpha, b, a, beta, c);
      return;
    }
    OpenBlas.ready();
    boolean byColumns = n > m && m < 2 * TILE * Parallel.threads();
    int length = byColumns ? n : m;
    double costOfTile = (double) (byColumns ? m : n) * k * TILE;
    int tiles = (length + TILE - 1) / TILE;
    Parallel.rows(
        tiles,
        grain(costOfTile),
        (firstTile, endTile) -> {
          int from = firstTile * TILE;
          int to = Math.min(length, endTile * TILE);
          if (byColumns) {
            gemmPart(opA, opB, alpha, a, b, beta, c, 0, m, from, to, k);
          } else {
            gemmPart(opA, opB, alpha, a, b, beta, c, from, to, 0, n, k);
          }
        });
  }

  /** The product {@code C = A B}; see {@link #gemm}. */
  public static void multiply(Matrix a, Matrix b, Matrix c) {
    gemm(Transpose.NO, Transpose.NO, 1, a, b, 0, c);
  }

  private static int grain(double costOfTile) {
    return (int) Math.min(Integer.MAX_VALUE, Math.ceil(GRAIN / Math.max(1, costOfTile)));
  }

  private static void gemmPart(
      Transpose opA,
      Transpose opB,
      double alpha,
      Matrix a,
      Matrix b,
      double beta,
      Matrix c,
      int rowFrom,
      int rowTo,
      int columnFrom,
      int columnTo,
      int k) {
    int m = rowTo - rowFrom;
    int n = columnTo - columnFrom;
    if (m == 0 || n == 0) {
      return;
    }
    gemm(
        opA,
        opB,
        alpha,
        opA == Transpose.NO
            ? new Rectangle(a, rowFrom, 0, m, k)
            : new Rectangle(a, 0, rowFrom, k, m),
        opB == Transpose.NO
            ? new Rectangle(b, 0, columnFrom, k, n)
            : new Rectangle(b, columnFrom, 0, n, k),
        beta,
        new Rectangle(c, rowFrom, columnFrom, m, n));
  }

  /**
   * The same product of parts of matrices, on the calling thread: for many small ones that threads
   * share.
   *
   * @param opA whether to turn A
   * @param opB whether to turn B
   * @param alpha factor of the product
   * @param a {@code [m, k]}, or {@code [k, m]} if turned. Not modified.
   * @param b {@code [k, n]}, or {@code [n, k]} if turned. Not modified.
   * @param beta factor of what is in C; with 0, C is not read
   * @param c {@code [m, n]}, of which nothing lies in A or B. Modified.
   */
  public static void gemm(
      Transpose opA,
      Transpose opB,
      double alpha,
      Rectangle a,
      Rectangle b,
      double beta,
      Rectangle c) {
    int m = opA == Transpose.NO ? a.rows() : a.columns();
    int k = opA == Transpose.NO ? a.columns() : a.rows();
    int kOfB = opB == Transpose.NO ? b.rows() : b.columns();
    int n = opB == Transpose.NO ? b.columns() : b.rows();
    if (k != kOfB || c.rows() != m || c.columns() != n) {
      throw new IllegalArgumentException(
          "shapes do not fit: op(A) "
              + (m + " x " + k + ", op(B) " + kOfB + " x " + n)
              + (", C " + c.rows() + " x " + c.columns()));
    }
    checkPrecision(a.matrix(), b.matrix(), c.matrix());
    OpenBlas.ready();
    if (m == 0 || n == 0) {
      return;
    }
    int strideA = Math.max(1, a.matrix().columns());
    int strideB = Math.max(1, b.matrix().columns());
    if (c.matrix().precision() == Precision.FLOAT) {
      cblas_sgemm(
          CblasRowMajor,
          opA.code(),
          opB.code(),
          m,
          n,
          k,
          (float) alpha,
          a.matrix().floatsFrom(a.row(), a.column()),
          strideA,
          b.matrix().floatsFrom(b.row(), b.column()),
          strideB,
          (float) beta,
          c.matrix().floatsFrom(c.row(), c.column()),
          c.matrix().columns());
    } else {
      cblas_dgemm(
          CblasRowMajor,
          opA.code(),
          opB.code(),
          m,
          n,
          k,
          alpha,
          a.matrix().doublesFrom(a.row(), a.column()),
          strideA,
          b.matrix().doublesFrom(b.row(), b.column()),
          strideB,
          beta,
          c.matrix().doublesFrom(c.row(), c.column()),
          c.matrix().columns());
    }
  }

  /**
   * The product with a vector {@code y = alpha op(A) x + beta y}, on the calling thread.
   *
   * @param opA whether to turn A
   * @param alpha factor of the product
   * @param a {@code [m, n]}. Not modified.
   * @param x n numbers in any shape, or m if A is turned. Not modified.
   * @param beta factor of what is in y; with 0, y is not read
   * @param y m numbers in any shape, or n if A is turned. Modified.
   */
  public static void gemv(Transpose opA, double alpha, Matrix a, Matrix x, double beta, Matrix y) {
    int in = opA == Transpose.NO ? a.columns() : a.rows();
    int out = opA == Transpose.NO ? a.rows() : a.columns();
    if (x.size() != in || y.size() != out) {
      throw new IllegalArgumentException(
          "shapes do not fit: A "
              + (a.shape() + (opA == Transpose.NO ? "" : " turned"))
              + (", x of " + x.size() + ", y of " + y.size()));
    }
    checkPrecision(a, x, y);
    OpenBlas.ready();
    int stride = Math.max(1, a.columns());
    if (a.precision() == Precision.FLOAT) {
      cblas_sgemv(
          CblasRowMajor,
          opA.code(),
          a.rows(),
          a.columns(),
          (float) alpha,
          a.floatPointer(),
          stride,
          x.floatPointer(),
          1,
          (float) beta,
          y.floatPointer(),
          1);
    } else {
      cblas_dgemv(
          CblasRowMajor,
          opA.code(),
          a.rows(),
          a.columns(),
          alpha,
          a.doublePointer(),
          stride,
          x.doublePointer(),
          1,
          beta,
          y.doublePointer(),
          1);
    }
  }

  /**
   * {@code y = y + alpha x}, number by number.
   *
   * @param alpha the factor
   * @param x Not modified.
   * @param y of the same shape. Modified.
   */
  public static void axpy(double alpha, Matrix x, Matrix y) {
    checkSameShape(x, y);
    OpenBlas.ready();
    Parallel.rows(
        x.rows(),
        vectorGrain(x),
        (from, to) -> {
          int length = (to - from) * x.columns();
          if (x.precision() == Precision.FLOAT) {
            cblas_saxpy(length, (float) alpha, x.floatsFrom(from, 0), 1, y.floatsFrom(from, 0), 1);
          } else {
            cblas_daxpy(length, alpha, x.doublesFrom(from, 0), 1, y.doublesFrom(from, 0), 1);
          }
        });
  }

  /**
   * {@code x = alpha x}, number by number.
   *
   * @param alpha the factor
   * @param x Modified.
   */
  public static void scale(double alpha, Matrix x) {
    OpenBlas.ready();
    Parallel.rows(
        x.rows(),
        vectorGrain(x),
        (from, to) -> {
          int length = (to - from) * x.columns();
          if (x.precision() == Precision.FLOAT) {
            cblas_sscal(length, (float) alpha, x.floatsFrom(from, 0), 1);
          } else {
            cblas_dscal(length, alpha, x.doublesFrom(from, 0), 1);
          }
        });
  }

  /**
   * The sum of the products of numbers at the same place, added up row by row in double.
   *
   * @param x Not modified.
   * @param y of the same shape. Not modified.
   */
  public static double dot(Matrix x, Matrix y) {
    checkSameShape(x, y);
    OpenBlas.ready();
    double sum = 0;
    for (int row = 0; row < x.rows(); row++) {
      sum +=
          x.precision() == Precision.FLOAT
              ? cblas_sdot(x.columns(), x.floatsFrom(row, 0), 1, y.floatsFrom(row, 0), 1)
              : cblas_ddot(x.columns(), x.doublesFrom(row, 0), 1, y.doublesFrom(row, 0), 1);
    }
    return sum;
  }

  /** Rows worth a thread; few enough that their numbers can be counted by an int. */
  private static int vectorGrain(Matrix x) {
    return Math.max(1, VECTOR_GRAIN / Math.max(1, x.columns()));
  }

  private static void checkSameShape(Matrix x, Matrix y) {
    if (x.rows() != y.rows() || x.columns() != y.columns()) {
      throw new IllegalArgumentException(
          "shapes do not fit: x " + x.shape() + ", y " + y.shape() + "; they must be equal");
    }
    checkPrecision(x, y);
  }

  private static void checkPrecision(Matrix first, Matrix... others) {
    for (Matrix other : others) {
      if (other.precision() != first.precision()) {
        throw new IllegalArgumentException(
            "precisions do not fit: " + first + " and " + other + "; they must be equal");
      }
    }
  }
}
