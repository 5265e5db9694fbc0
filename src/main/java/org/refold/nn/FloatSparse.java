package org.refold.nn;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.refold.kernel.Kernels;
import org.refold.kernel.Matrix;
import org.refold.kernel.Parallel;

/**
 * Products with sparse rows in single precision: sums of rows, where dense code multiplies zeros.
 * Where a column has several entries {@link FloatSparseByColumn} reads its row of the table once
 * for all of them; otherwise rows of the batch are taken one by one.
 */
final class FloatSparse {

  /** Rows that are gathered into cache and added in one pass over the sum. */
  private static final int GATHERED = 8;

  private static final int[] GATHERED_ROWS = {0, 1, 2, 3, 4, 5, 6, 7};

  /** Rows of a batch that a thread takes at a time; rows differ much in their entries. */
  private static final int BATCH_GRAIN = 32;

  /** Entries of a column, on average, from which on it pays to go by columns. */
  private static final int SHARED = 3;

  private FloatSparse() {}

  /** See {@link Arithmetic#multiplySparse}. */
  static void multiply(SparseRows x, Matrix w, double beta, Matrix y) {
    if (isShared(x) && x.byColumn().rowsAscend()) {
      FloatSparseByColumn.multiply(x, w, beta, y);
    } else {
      multiplyByRow(x, w, beta, y);
    }
  }

  /** See {@link Arithmetic#multiplyObserved}. */
  static void multiplyObserved(
      Matrix h, Matrix w, @Nullable Matrix bias, SparseRows pattern, Matrix entries) {
    if (isShared(pattern)) {
      FloatSparseByColumn.multiplyObserved(h, w, bias, pattern, entries);
    } else {
      multiplyObservedByRow(h, w, bias, pattern, entries);
    }
  }

  private static boolean isShared(SparseRows x) {
    return x.size() >= SHARED * x.columns()
        || (x.size() > x.rows() && x.size() >= SHARED * x.byColumn().filledCount());
  }

  private static void multiplyByRow(SparseRows x, Matrix w, double beta, Matrix y) {
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
              Kernels.addRows(gathered, 0, width, GATHERED_ROWS, factors, 0, count, sum, 0);
            }
            y.writeRow(row, sum);
          }
        });
  }

  private static void multiplyObservedByRow(
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
          readBias(bias, shift, w.rows());
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

  /** The bias, or zeros where there is none. */
  static void readBias(@Nullable Matrix bias, float[] shift, int length) {
    Arrays.fill(shift, 0, length, 0);
    if (bias != null) {
      bias.readRow(0, shift);
    }
  }
}
