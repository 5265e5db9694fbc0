package org.refold.model.linear;

import java.util.Arrays;
import org.refold.kernel.Largest;
import org.refold.kernel.Matrix;
import org.refold.kernel.Parallel;
import org.refold.kernel.Precision;

/**
 * What is kept of each column of an items x items matrix: the weights of largest size, of equals
 * those of lower index, without zeros. {@code of[j]} are the items that speak for item {@code j},
 * ascending, {@code weights[j]} how much.
 */
final class KeptColumns {

  private static final int COLUMNS = 64;

  final int[][] of;
  final float[][] weights;

  /**
   * @param matrix {@code [n, n]}. Not modified; weights are rounded to floats.
   * @param most weights of a column
   */
  KeptColumns(Matrix matrix, int most) {
    int n = matrix.rows();
    of = new int[n][];
    weights = new float[n][];
    Parallel.rows((n + COLUMNS - 1) / COLUMNS, 1, (from, to) -> keep(matrix, most, from, to));
  }

  private void keep(Matrix matrix, int most, int from, int to) {
    int n = matrix.rows();
    float[] strip = new float[n * COLUMNS];
    double[] doubles = new double[COLUMNS];
    Largest largest = new Largest(Math.min(most, n));
    for (int block = from; block < to; block++) {
      int left = block * COLUMNS;
      int width = Math.min(COLUMNS, n - left);
      for (int i = 0; i < n; i++) {
        if (matrix.precision() == Precision.FLOAT) {
          matrix.read(i, left, strip, i * COLUMNS, width);
        } else {
          matrix.read(i, left, doubles, 0, width);
          for (int j = 0; j < width; j++) {
            strip[i * COLUMNS + j] = (float) doubles[j];
          }
        }
      }
      for (int j = 0; j < width; j++) {
        largest.clear();
        for (int i = 0; i < n; i++) {
          if (strip[i * COLUMNS + j] != 0) {
            largest.offer(i, Math.abs(strip[i * COLUMNS + j]));
          }
        }
        int[] kept = indices(largest);
        of[left + j] = kept;
        weights[left + j] = new float[kept.length];
        for (int k = 0; k < kept.length; k++) {
          weights[left + j][k] = strip[kept[k] * COLUMNS + j];
        }
      }
    }
  }

  /**
   * The same of a sparse matrix.
   *
   * @param columnsOf the columns of each row, ascending
   * @param rows the positive weights beside them. Not modified.
   */
  KeptColumns(int[][] columnsOf, float[][] rows, int most) {
    int n = columnsOf.length;
    int[] counts = new int[n];
    for (int[] columns : columnsOf) {
      for (int j : columns) {
        counts[j]++;
      }
    }
    of = Arrays.stream(counts).mapToObj(int[]::new).toArray(int[][]::new);
    weights = Arrays.stream(counts).mapToObj(float[]::new).toArray(float[][]::new);
    for (int i = n - 1; i >= 0; i--) {
      for (int k = 0; k < columnsOf[i].length; k++) {
        int j = columnsOf[i][k];
        of[j][--counts[j]] = i;
        weights[j][counts[j]] = rows[i][k];
      }
    }
    Parallel.rows(n, COLUMNS, (from, to) -> prune(Math.min(most, n), from, to));
  }

  private void prune(int most, int from, int to) {
    Largest largest = new Largest(most);
    for (int j = from; j < to; j++) {
      if (of[j].length > most) {
        largest.clear();
        for (int k = 0; k < of[j].length; k++) {
          largest.offer(of[j][k], weights[j][k]);
        }
        int[] kept = indices(largest);
        float[] numbers = new float[kept.length];
        for (int k = 0; k < kept.length; k++) {
          numbers[k] = weights[j][Arrays.binarySearch(of[j], kept[k])];
        }
        of[j] = kept;
        weights[j] = numbers;
      }
    }
  }

  /** The indices of what was kept, ascending. */
  static int[] indices(Largest largest) {
    return Arrays.stream(largest.sorted()).mapToInt(Largest::index).sorted().toArray();
  }
}
