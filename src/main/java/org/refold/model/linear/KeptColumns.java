package org.refold.model.linear;

import java.util.Arrays;
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
        int[] kept = Arrays.stream(largest.sorted()).mapToInt(Largest::index).sorted().toArray();
        of[left + j] = kept;
        weights[left + j] = new float[kept.length];
        for (int k = 0; k < kept.length; k++) {
          weights[left + j][k] = strip[kept[k] * COLUMNS + j];
        }
      }
    }
  }
}
