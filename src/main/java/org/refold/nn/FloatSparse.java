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

  /** Columns of a batch that a thread takes at a time. */
  private static final int COLUMN_GRAIN = 128;

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

  /** See {@link Arithmetic#multiplySparseTransposed}. */
  static void multiplyTransposed(SparseRows x, Matrix dy, double beta, Matrix dw) {
    int width = dw.columns();
    SparseRows.ByColumn entries = x.byColumn();
    int[] rows = entries.rowsByRank();
    float[] values = entries.singlesByRank(x);
    float[] table = Floats.mine().array(3, dy.rows() * width);
    dy.readRows(0, dy.rows(), table, 0);
    Parallel.unevenRows(
        entries.filledCount(),
        COLUMN_GRAIN,
        (from, to) -> {
          float[] sum = Floats.mine().array(0, width);
          for (int k = from; k < to; k++) {
            int column = entries.filled()[k];
            FloatArithmetic.readScaled(beta, dw, column, sum);
            Kernels.addRows(
                table, width, rows, values, entries.start(column), entries.end(column), sum, 0);
            dw.writeRow(column, sum);
          }
        });
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
