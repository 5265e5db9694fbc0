package org.refold.nd4j;

import java.util.Locale;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The thin singular value decomposition {@code A = U diag(s) V'} with {@code r = min(m, n)} values.
 * ND4J's own class for principal components and its operation {@code svd} are wrong or fail; this
 * calls LAPACK.
 *
 * @param u {@code [m, r]}, orthonormal columns
 * @param s {@code [r]}, descending
 * @param vt {@code [r, n]}, orthonormal rows
 */
public record NdSvd(INDArray u, INDArray s, INDArray vt) {

  /** A square matrix of so many rows takes 1.6 GB in floats. */
  private static final long MOST_ROWS = 20_000;

  /**
   * Decomposes a matrix. LAPACK makes all m columns of U on the way: 4 or 8 m^2 bytes.
   *
   * @param a {@code [m, n]} of floats or doubles. Not modified.
   * @throws IllegalArgumentException if it is no such matrix or has more than 20,000 rows or
   *     columns
   */
  public static NdSvd of(INDArray a) {
    Nd4jGate.ready();
    boolean numbers = a.dataType() == DataType.FLOAT || a.dataType() == DataType.DOUBLE;
    if (a.rank() != 2 || !numbers || Math.max(a.rows(), a.columns()) > MOST_ROWS || a.isEmpty()) {
      throw new IllegalArgumentException(
          String.format(
                  Locale.ROOT,
                  "an array %s of %s was given; expected two dimensions of at most %d, floats or"
                      + " doubles;",
                  a.shapeInfoToString().strip(),
                  a.dataType(),
                  MOST_ROWS)
              + " for more rows decompose the covariance of the columns");
    }
    int m = a.rows();
    int n = a.columns();
    int r = Math.min(m, n);
    INDArray s = Nd4j.create(a.dataType(), r);
    INDArray u = Nd4j.create(a.dataType(), new long[] {m, m}, 'f');
    INDArray vt = Nd4j.create(a.dataType(), new long[] {n, n}, 'f');
    Nd4j.getBlasWrapper().lapack().gesvd(a.dup('f'), s, u, vt); // it overwrites its first argument
    return new NdSvd(
        u.get(NDArrayIndex.all(), NDArrayIndex.interval(0, r)).dup('c'),
        s,
        vt.get(NDArrayIndex.interval(0, r), NDArrayIndex.all()).dup('c'));
  }

  /**
   * The rows of A along the first k right singular vectors, {@code [m, k]}: the best picture of
   * them in k dimensions. Where the columns of A have mean 0 these are its principal components.
   *
   * @param k at least 1 and at most r
   */
  public INDArray scores(int k) {
    INDArray first = u.get(NDArrayIndex.all(), NDArrayIndex.interval(0, k));
    return first.mulRowVector(s.get(NDArrayIndex.interval(0, k)));
  }

  /**
   * The share of each component in the sum of squares of A, {@code [r]}, descending, with the sum
   * 1: the share of variance that it explains, where the columns of A have mean 0.
   */
  public INDArray explained() {
    INDArray squares = s.mul(s);
    return squares.div(squares.sumNumber());
  }
}
