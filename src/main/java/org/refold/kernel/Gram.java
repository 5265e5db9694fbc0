package org.refold.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The Gram matrix {@code X'X} of a sparse matrix in compressed rows: how often, or with what
 * weight, two columns occur together.
 *
 * <p>Row i of the result is the sum of the rows of X that hold column i, each from column i on; it
 * is added up in a small array, so the sum of one element always runs over the rows in order:
 * counts are exact, and the result does not depend on the thread count.
 */
public final class Gram {

  /** Rows of the result that a thread takes at a time; their cost varies with popularity. */
  private static final int GRAIN = 16;

  private Gram() {}

  /**
   * Computes {@code X'X}.
   *
   * @param starts where each row of X begins in {@code columnAt}; one more at the end. Not
   *     modified.
   * @param columnAt the columns of the stored elements, in any order within a row, none twice. Not
   *     modified.
   * @param weights the stored elements, or null where all are 1. Not modified.
   * @param columns the number of columns
   * @param precision of the result
   * @return a new matrix {@code [columns, columns]}, both triangles filled
   * @throws IllegalArgumentException if a column is out of range or the memory is not there
   */
  public static Matrix of(
      int[] starts, int[] columnAt, float @Nullable [] weights, int columns, Precision precision) {
    SortedCsr sorted = SortedCsr.of(starts, columnAt, weights, columns);
    Matrix gram = Matrix.zeros(precision, columns, columns);
    Parallel.unevenRows(
        columns,
        GRAIN,
        (from, to) -> {
          if (weights == null) {
            countRows(sorted, gram, from, to);
          } else {
            weighRows(sorted, gram, from, to);
          }
        });
    Lapack.mirror(gram);
    return gram;
  }

  private static void countRows(SortedCsr x, Matrix gram, int from, int to) {
    int[] counts = new int[x.columns()];
    double[] doubles = new double[gram.precision() == Precision.DOUBLE ? x.columns() : 0];
    float[] floats = new float[gram.precision() == Precision.FLOAT ? x.columns() : 0];
    for (int i = from; i < to; i++) {
      Arrays.fill(counts, i, counts.length, 0);
      for (int p = x.columnStarts()[i]; p < x.columnStarts()[i + 1]; p++) {
        int end = x.rowEnds()[p];
        for (int q = x.positions()[p]; q < end; q++) {
          counts[x.sortedColumns()[q]]++;
        }
      }
      if (gram.precision() == Precision.DOUBLE) {
        for (int j = i; j < counts.length; j++) {
          doubles[j] = counts[j];
        }
        gram.write(i, i, doubles, i, counts.length - i);
      } else {
        for (int j = i; j < counts.length; j++) {
          floats[j] = counts[j];
        }
        gram.write(i, i, floats, i, counts.length - i);
      }
    }
  }

  private static void weighRows(SortedCsr x, Matrix gram, int from, int to) {
    double[] sums = new double[x.columns()];
    float[] floats = new float[gram.precision() == Precision.FLOAT ? x.columns() : 0];
    for (int i = from; i < to; i++) {
      Arrays.fill(sums, i, sums.length, 0);
      for (int p = x.columnStarts()[i]; p < x.columnStarts()[i + 1]; p++) {
        int start = x.positions()[p];
        int end = x.rowEnds()[p];
        double own = x.sortedWeights()[start];
        for (int q = start; q < end; q++) {
          sums[x.sortedColumns()[q]] += own * x.sortedWeights()[q];
        }
      }
      if (gram.precision() == Precision.DOUBLE) {
        gram.write(i, i, sums, i, sums.length - i);
      } else {
        for (int j = i; j < sums.length; j++) {
          floats[j] = (float) sums[j];
        }
        gram.write(i, i, floats, i, sums.length - i);
      }
    }
  }
}
