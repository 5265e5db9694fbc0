package org.refold.nn;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.refold.kernel.Kernels;
import org.refold.kernel.Matrix;
import org.refold.kernel.Parallel;

/**
 * Products with sparse rows in single precision: sums of rows, where dense code multiplies zeros.
 */
final class FloatSparse {

  /** Rows that are gathered into cache and added in one pass over the sum. */
  private static final int GATHERED = 8;

  private static final int[] GATHERED_ROWS = {0, 1, 2, 3, 4, 5, 6, 7};

  /** Rows of a batch that a thread takes at a time; rows differ much in their entries. */
  private static final int BATCH_GRAIN = 32;

  /** The fewest columns of a batch that are worth a thread of their own. */
  private static final int COLUMN_GRAIN = 128;

  /** Floats that stay in the second-level cache: half a megabyte. */
  private static final int CACHED = 1 << 17;

  /** Stripes are whole vectors, and not so narrow that a loop over one is all overhead. */
  private static final int LANES = 16;

  private static final int NARROWEST = 64;

  private FloatSparse() {}

  /** See {@link Arithmetic#multiplySparse}. */
  static void multiply(SparseRows x, Matrix w, double beta, Matrix y) {
    int width = w.columns();
    int[] columns = x.columnsByPosition();
    float[] values = x.singlesByPosition();
    Parallel.unevenRows(
        x.rows(),
        BATCH_GRAIN,
        (from, to) -> {
          float[] sum = Floats.mine().array(0, width);
          float[] gathered = Floats.mine().array(1, GATHERED * width);
          float[] factors = Floats.mine().array(2, GATHERED);
          for (int row = from; row < to; row++) {
            FloatArithmetic.readScaled(beta, y, row, sum);
            int end = x.end(row);
            for (int at = x.start(row); at < end; at += GATHERED) {
              int count = Math.min(GATHERED, end - at);
              for (int k = 0; k < count; k++) {
                w.read(columns[at + k], 0, gathered, k * width, width);
                factors[k] = values[at + k];
              }
              Kernels.addRows(gathered, width, GATHERED_ROWS, factors, 0, count, sum, 0);
            }
            y.writeRow(row, sum);
          }
        });
  }

  /**
   * See {@link Arithmetic#multiplySparseTransposed}. The rows of dy are added up again and again in
   * random order, so they are taken in stripes of columns that stay in the second-level cache.
   */
  static void multiplyTransposed(SparseRows x, Matrix dy, double beta, Matrix dw) {
    SparseRows.ByColumn entries = x.byColumn();
    int[] rows = entries.rowsByRank();
    float[] values = entries.singlesByRank(x);
    int stripe = stripe(dy);
    int stripes = (dy.columns() + stripe - 1) / stripe;
    int blocks =
        Math.max(1, Math.min(2 * Parallel.threads(), entries.filledCount() / COLUMN_GRAIN));
    Parallel.unevenRows(
        stripes * blocks,
        1,
        (from, to) -> {
          for (int task = from; task < to; task++) {
            int first = task / blocks * stripe;
            int width = Math.min(stripe, dy.columns() - first);
            float[] table = Floats.mine().array(3, dy.rows() * width);
            for (int row = 0; row < dy.rows(); row++) {
              dy.read(row, first, table, row * width, width);
            }
            float[] sum = Floats.mine().array(0, width);
            int block = task % blocks;
            int end = (int) ((long) entries.filledCount() * (block + 1) / blocks);
            for (int k = (int) ((long) entries.filledCount() * block / blocks); k < end; k++) {
              int column = entries.filled()[k];
              readScaled(beta, dw, column, first, sum, width);
              Kernels.addRows(
                  table, width, rows, values, entries.start(column), entries.end(column), sum, 0);
              dw.write(column, first, sum, 0, width);
            }
          }
        });
  }

  private static int stripe(Matrix dy) {
    int fitting = CACHED / Math.max(1, dy.rows()) / LANES * LANES;
    return Math.max(NARROWEST, Math.min(fitting, dy.columns()));
  }

  private static void readScaled(
      double beta, Matrix matrix, int row, int first, float[] to, int width) {
    if (beta == 0) {
      Arrays.fill(to, 0, width, 0);
      return;
    }
    matrix.read(row, first, to, 0, width);
    Kernels.scale((float) beta, to, 0, width);
  }

  /** See {@link Arithmetic#multiplyObserved}. */
  static void multiplyObserved(
      Matrix h, Matrix w, @Nullable Matrix bias, SparseRows pattern, Matrix entries) {
    int width = h.columns();
    int[] columns = pattern.columnsByPosition();
    Parallel.unevenRows(
        h.rows(),
        BATCH_GRAIN,
        (from, to) -> {
          float[] units = Floats.mine().array(0, width);
          float[] weights = Floats.mine().array(1, width);
          float[] shift = Floats.mine().array(2, w.rows());
          Arrays.fill(shift, 0, w.rows(), 0);
          if (bias != null) {
            bias.readRow(0, shift);
          }
          for (int row = from; row < to; row++) {
            h.readRow(row, units);
            int start = pattern.start(row);
            int length = pattern.end(row) - start;
            float[] outputs = Floats.mine().array(4, length);
            for (int k = 0; k < length; k++) {
              int column = columns[start + k];
              w.readRow(column, weights);
              outputs[k] = shift[column] + Kernels.dot(units, 0, weights, 0, width);
            }
            entries.write(0, start, outputs, 0, length);
          }
        });
  }
}
