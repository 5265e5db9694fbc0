package org.refold.nn.op;

import java.util.Arrays;
import org.refold.kernel.Blas;
import org.refold.kernel.Kernels;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.kernel.Rectangle;
import org.refold.kernel.Transpose;

/**
 * The products with the recurrent weights, step by step. Steps of a few rows, as of one user's
 * history, do not go to the matrix product: it would copy all weights into a layout of its own each
 * time, which takes ten times as long as the product of one row itself. Sums of a single row
 * forward are in the order of the matrix product; others differ from it in their last bits.
 */
final class StateProducts {

  /** Rows of a step up to which row by row is faster. */
  private static final int FEW = 3;

  private static final ThreadLocal<Memory> MINE = ThreadLocal.withInitial(Memory::new);

  private final Matrix u;
  private final float[] weights;
  private final int[] all;

  /**
   * @param u {@code [units, sums]}, of which a copy is made if steps of a few rows are to come
   */
  StateProducts(Matrix u, TimeMajor time) {
    this.u = u;
    boolean few = u.precision() == Precision.FLOAT && time.fewestRows() <= FEW;
    weights = new float[few ? u.rows() * u.columns() : 0];
    if (few) {
      u.readRows(0, u.rows(), weights, 0);
    }
    all = new int[few ? u.rows() : 0];
    Arrays.setAll(all, k -> k);
  }

  /** {@code y = x u + beta y} for some rows. */
  void forward(Matrix x, int xRow, int rows, double beta, Matrix y, int yRow) {
    if (rows > FEW || weights.length == 0) {
      gemm(Transpose.NO, x, xRow, rows, beta, y, yRow);
      return;
    }
    Memory mine = Memory.of(u);
    for (int k = 0; k < rows; k++) {
      x.readRow(xRow + k, mine.states);
      Arrays.fill(mine.sums, 0, u.columns(), 0);
      Kernels.addRows(weights, 0, u.columns(), all, mine.states, 0, u.rows(), mine.sums, 0);
      write(mine.sums, mine.before, beta, y, yRow + k);
    }
  }

  /** {@code x = y u' + beta x} for some rows. */
  void back(Matrix y, int yRow, int rows, double beta, Matrix x, int xRow) {
    if (rows > FEW || weights.length == 0) {
      gemm(Transpose.YES, y, yRow, rows, beta, x, xRow);
      return;
    }
    int width = u.columns();
    Memory mine = Memory.of(u);
    for (int k = 0; k < rows; k++) {
      y.readRow(yRow + k, mine.sums);
      Kernels.dotRows(mine.sums, 0, width, weights, 0, width, all, mine.states, 0, u.rows());
      write(mine.states, mine.before, beta, x, xRow + k);
    }
  }

  private static void write(float[] sums, float[] before, double beta, Matrix y, int row) {
    if (beta != 0) {
      y.readRow(row, before);
      Kernels.axpy((float) beta, before, 0, sums, 0, y.columns());
    }
    y.writeRow(row, sums);
  }

  private void gemm(Transpose op, Matrix x, int xRow, int rows, double beta, Matrix y, int yRow) {
    Blas.gemm(
        Transpose.NO,
        op,
        1,
        new Rectangle(x, xRow, 0, rows, x.columns()),
        new Rectangle(u, 0, 0, u.rows(), u.columns()),
        beta,
        new Rectangle(y, yRow, 0, rows, y.columns()));
  }

  /** Working memory of a thread. */
  private static final class Memory {
    private float[] states = {};
    private float[] sums = {};
    private float[] before = {};

    static Memory of(Matrix u) {
      Memory mine = MINE.get();
      if (mine.states.length < u.rows() || mine.sums.length < u.columns()) {
        mine.states = new float[u.rows()];
        mine.sums = new float[u.columns()];
        mine.before = new float[Math.max(u.rows(), u.columns())];
      }
      return mine;
    }
  }
}
