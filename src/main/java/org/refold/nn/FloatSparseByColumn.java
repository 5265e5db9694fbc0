package org.refold.nn;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.refold.kernel.Kernels;
import org.refold.kernel.Matrix;
import org.refold.kernel.Parallel;

/**
 * Products with sparse rows in single precision, column after column: each row of the table, too
 * large for the cache, is read once and meets all entries of its column there, while the batch,
 * which is small, stays in the cache in {@link Stripes}.
 */
final class FloatSparseByColumn {

  /** The fewest columns of a batch that are worth a thread of their own. */
  private static final int COLUMN_GRAIN = 128;

  /** Floats of a block of the table: half a megabyte. */
  private static final int BLOCK = 1 << 17;

  private FloatSparseByColumn() {}

  /**
   * See {@link Arithmetic#multiplySparse}. Rows of w are taken in blocks that stay in the cache,
   * and each row of the batch adds those up that it wants, in the order of its entries.
   *
   * @param x with rows in which columns ascend
   */
  static void multiply(SparseRows x, Matrix w, double beta, Matrix y) {
    Stripes stripes = Stripes.of(y);
    int groups = (Parallel.threads() + stripes.count() - 1) / stripes.count();
    int[] columns = x.columnsByPosition();
    float[] values = x.singlesByPosition();
    Parallel.unevenRows(
        stripes.count() * groups,
        1,
        (from, to) -> {
          for (int task = from; task < to; task++) {
            int group = task % groups;
            int first = (int) ((long) y.rows() * group / groups);
            int end = (int) ((long) y.rows() * (group + 1) / groups);
            new Part(y, stripes, task / groups, first, end).add(x, columns, values, w, beta);
          }
        });
  }

  /** The columns of one stripe in some rows of a product. */
  private record Part(Matrix y, Stripes stripes, int stripe, int firstRow, int endRow) {

    /** {@code y = x w + beta y}, in this part. */
    void add(SparseRows x, int[] columns, float[] values, Matrix w, double beta) {
      int stride = stripes.stride(stripe);
      float[] sums = begin(beta);
      int[] next = Floats.mine().integers(endRow - firstRow);
      for (int row = firstRow; row < endRow; row++) {
        next[row - firstRow] = x.start(row);
      }
      int blockRows = Math.max(1, BLOCK / stride);
      float[] table = Floats.mine().table(3, blockRows * stride);
      for (int blockStart = 0; blockStart < w.rows(); blockStart += blockRows) {
        int blockEnd = Math.min(w.rows(), blockStart + blockRows);
        int tableAt = Floats.TABLE_AT - blockStart * stride;
        for (int k = blockStart; k < blockEnd; k++) {
          stripes.readRow(w, k, stripe, table, tableAt + k * stride);
        }
        for (int row = firstRow; row < endRow; row++) {
          int start = next[row - firstRow];
          int end = start;
          while (end < x.end(row) && columns[end] < blockEnd) {
            end++;
          }
          next[row - firstRow] = end;
          Kernels.addRows(table, tableAt, stride, columns, values, start, end, sums, at(row));
        }
      }
      for (int row = firstRow; row < endRow; row++) {
        y.write(row, stripes.first(stripe), sums, at(row), stripes.length(stripe));
      }
    }

    /** What is there, times beta. */
    private float[] begin(double beta) {
      int stride = stripes.stride(stripe);
      float[] sums = Floats.mine().table(0, (endRow - firstRow) * stride);
      for (int row = firstRow; row < endRow; row++) {
        if (beta == 0) {
          Arrays.fill(sums, at(row), at(row) + stride, 0);
        } else {
          stripes.readRow(y, row, stripe, sums, at(row));
          Kernels.scale((float) beta, sums, at(row), at(row) + stride);
        }
      }
      return sums;
    }

    /** Where a row begins in the sums. */
    private int at(int row) {
      return Floats.TABLE_AT + (row - firstRow) * stripes.stride(stripe);
    }
  }

  /** See {@link Arithmetic#multiplySparseTransposed}. */
  static void multiplyTransposed(SparseRows x, Matrix dy, double beta, Matrix dw) {
    new Transposed(x, dy).addTo(dw, beta);
  }

  /** The term {@code x' dy}. */
  record Transposed(SparseRows x, Matrix dy) implements Gradient.RowwiseTerm {

    @Override
    public void addTo(Matrix dw, double beta) {
      forEachPiece(
          (row, from, to, numbers) -> {
            if (beta != 0) {
              float[] old = Floats.mine().array(1, to);
              dw.read(row, from, old, from, to - from);
              Kernels.axpy((float) beta, old, from, numbers, from, to - from);
            }
            dw.write(row, from, numbers, from, to - from);
          });
    }

    @Override
    public void forEachPiece(Gradient.PieceUser user) {
      SparseRows.ByColumn entries = x.byColumn();
      int[] rows = entries.rowsByRank();
      float[] values = entries.singlesByRank(x);
      Stripes stripes = Stripes.of(dy);
      int blocks = blocks(entries);
      Parallel.unevenRows(
          stripes.count() * blocks,
          1,
          (from, to) -> {
            for (int task = from; task < to; task++) {
              int stripe = task / blocks;
              int stride = stripes.stride(stripe);
              int first = stripes.first(stripe);
              float[] table = Floats.mine().table(3, dy.rows() * stride);
              stripes.read(dy, stripe, table, Floats.TABLE_AT);
              float[] sum = Floats.mine().array(0, first + stride);
              int end = end(entries, task % blocks, blocks);
              for (int k = end(entries, task % blocks - 1, blocks); k < end; k++) {
                int column = entries.filled()[k];
                Arrays.fill(sum, first, first + stride, 0);
                Kernels.addRows(
                    table,
                    Floats.TABLE_AT,
                    stride,
                    rows,
                    values,
                    entries.start(column),
                    entries.end(column),
                    sum,
                    first);
                user.take(column, first, first + stripes.length(stripe), sum);
              }
            }
          });
    }
  }

  /** See {@link Arithmetic#multiplyObserved}. */
  static void multiplyObserved(
      Matrix h, Matrix w, @Nullable Matrix bias, SparseRows pattern, Matrix entries) {
    SparseRows.ByColumn byColumn = pattern.byColumn();
    int[] rows = byColumn.rowsByRank();
    Stripes stripes = Stripes.of(h);
    float[] shift = Floats.mine().array(2, w.rows());
    FloatSparse.readBias(bias, shift, w.rows());
    float[] outputs = Floats.mine().array(1, pattern.size());
    int blocks = blocks(byColumn);
    Parallel.unevenRows(
        blocks,
        1,
        (from, to) -> {
          float[] weights = Floats.mine().array(0, stripes.width());
          float[] products = Floats.mine().array(4, pattern.size());
          int firstColumn = end(byColumn, from - 1, blocks);
          int endColumn = end(byColumn, to - 1, blocks);
          for (int stripe = 0; stripe < stripes.count(); stripe++) {
            int stride = stripes.stride(stripe);
            float[] table = Floats.mine().table(3, h.rows() * stride);
            stripes.read(h, stripe, table, Floats.TABLE_AT);
            for (int k = firstColumn; k < endColumn; k++) {
              int column = byColumn.filled()[k];
              stripes.readRow(w, column, stripe, weights, 0);
              int first = byColumn.start(column);
              int end = byColumn.end(column);
              Kernels.dotRows(
                  weights, 0, stride, table, Floats.TABLE_AT, stride, rows, products, first, end);
              for (int rank = first; rank < end; rank++) {
                float before = stripe == 0 ? shift[column] : outputs[byColumn.position(rank)];
                outputs[byColumn.position(rank)] = before + products[rank];
              }
            }
          }
        });
    entries.write(0, 0, outputs, 0, pattern.size());
  }

  private static int blocks(SparseRows.ByColumn entries) {
    return Math.max(1, Math.min(2 * Parallel.threads(), entries.filledCount() / COLUMN_GRAIN));
  }

  /** How many of the columns that are not empty the blocks up to this one have. */
  private static int end(SparseRows.ByColumn entries, int block, int blocks) {
    return (int) ((long) entries.filledCount() * (block + 1) / blocks);
  }
}
