package org.refold.kernel;

import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.CblasUpper;
import static org.bytedeco.openblas.global.openblas.LAPACKE_sposv;
import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;
import static org.bytedeco.openblas.global.openblas.cblas_ssyrk;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;

/**
 * The normal equations of one small ridge regression after the other, on the calling thread and
 * always in the same memory:
 *
 * <pre>  (B + X'X + ridge I) w = X't</pre>
 *
 * <p>{@link #begin}, then {@link #add} for each row of X, then {@link #solve}. The rows are
 * collected and multiplied some dozens at a time, so the order of rows is the order of summation
 * and the result does not depend on what other threads do. Floats; not safe for use by several
 * threads.
 */
public final class NormalEquations implements AutoCloseable {

  /** Rows multiplied at once: enough that the product is fast, few enough to stay in cache. */
  private static final int ROWS = 128;

  /** LAPACK's name for what is the upper triangle of a matrix in row order. */
  private static final byte LOWER = 'L';

  private final int unknowns;
  private final Matrix rows;
  private final Matrix matrix;
  private final Matrix matrixAsRow;
  private final Matrix rightSide;
  private final FloatPointer rowsAt;
  private final FloatPointer matrixAt;
  private final FloatPointer rightSideAt;
  private final float[] row;
  private final float[] sum;
  private int collected;

  /**
   * Takes the memory: about {@code 4 unknowns (unknowns + 128)} bytes outside the heap.
   *
   * @throws IllegalArgumentException if the number is not positive or the memory not there
   */
  public NormalEquations(int unknowns) {
    if (unknowns < 1) {
      throw new IllegalArgumentException("equations for " + unknowns + " unknowns, not at least 1");
    }
    OpenBlas.ready();
    this.unknowns = unknowns;
    rows = Matrix.floats(ROWS, unknowns);
    matrix = Matrix.floats(unknowns, unknowns);
    matrixAsRow = matrix.reshaped(1, Math.multiplyExact(unknowns, unknowns));
    rightSide = Matrix.floats(1, unknowns);
    rowsAt = rows.floatPointer();
    matrixAt = matrix.floatPointer();
    rightSideAt = rightSide.floatPointer();
    row = new float[unknowns];
    sum = new float[unknowns];
  }

  /**
   * Begins the next regression.
   *
   * @param base B, {@code [unknowns, unknowns]} row by row, symmetric. Not modified.
   * @param ridge added to the diagonal
   */
  public void begin(float[] base, double ridge) {
    matrixAsRow.write(0, 0, base, 0, unknowns * unknowns);
    Lapack.addToDiagonal(matrix, ridge);
    Arrays.fill(sum, 0f);
    collected = 0;
  }

  /**
   * Adds a row of X whose target is 1.
   *
   * @param table {@code [any, unknowns]}, floats. Not modified.
   * @param at the row of the table
   */
  public void add(Matrix table, int at) {
    table.readRow(at, row);
    add(row, 1);
  }

  /**
   * Adds a row of X that stands in an array.
   *
   * @param numbers {@code [unknowns]}. Not modified.
   * @param target its number in t
   */
  public void add(float[] numbers, float target) {
    rows.writeRow(collected, numbers);
    Kernels.axpy(target, numbers, 0, sum, 0, unknowns);
    collected++;
    if (collected == ROWS) {
      multiply();
    }
  }

  private void multiply() {
    cblas_ssyrk(
        CblasRowMajor,
        CblasUpper,
        CblasTrans,
        unknowns,
        collected,
        1f,
        rowsAt,
        unknowns,
        1f,
        matrixAt,
        unknowns);
    collected = 0;
  }

  /**
   * Solves by Cholesky's factorisation.
   *
   * @param solution {@code [unknowns]}. Modified.
   * @throws IllegalArgumentException if the matrix is not positive definite: the ridge is too small
   */
  public void solve(float[] solution) {
    if (collected > 0) {
      multiply();
    }
    rightSide.writeRow(0, sum);
    int info =
        LAPACKE_sposv(
            LAPACK_COL_MAJOR, LOWER, unknowns, 1, matrixAt, unknowns, rightSideAt, unknowns);
    if (info != 0) {
      throw new IllegalArgumentException(
          "the normal equations of "
              + unknowns
              + " unknowns are not positive definite (LAPACK says "
              + info
              + "): take a larger ridge");
    }
    rightSide.readRow(0, solution);
  }

  /** Gives the memory back. */
  @Override
  public void close() {
    rows.close();
    matrix.close();
    rightSide.close();
  }
}
