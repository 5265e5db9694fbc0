package org.refold.model.linear;

import java.util.Arrays;
import org.refold.kernel.Blas;
import org.refold.kernel.Kernels;
import org.refold.kernel.Matrix;
import org.refold.kernel.Parallel;
import org.refold.kernel.Transpose;
import org.refold.recommend.Fitting;

/**
 * The elastic net of every item on all others, on the Gram matrix alone:
 *
 * <pre>
 *   min over B of 1/2 |X - X B|^2 + l2 / 2 |B|^2 + l1 |B|_1   with diag(B) = 0
 *   B[i][j] = shrunk(G[i][j] - sum over k of G[i][k] B[k][j] + G[i][i] B[i][j], l1) / (G[i][i] + l2)
 * </pre>
 *
 * <p>in ascending i, again and again. All columns are solved together: the sums of a block of rows
 * are one matrix product, and only what the block itself changes is put right row by row. The
 * iterates are those of cyclic coordinate descent, at the speed of a product. Floats.
 */
final class CoordinateDescent {

  /** Rows whose sums are one product: enough that it is fast, few enough to be put right. */
  private static final int ROWS = 128;

  /** Columns of which a block of rows stays in a second-level cache. */
  private static final int COLUMNS = 256;

  private final Matrix gram;
  private final Matrix weights;
  private final Matrix sums;
  private final float l1;
  private final float l2;
  private final Sign sign;
  private final int[] inBlock = new int[ROWS];

  private CoordinateDescent(
      Matrix gram, Matrix weights, Matrix sums, double l1, double l2, Sign sign) {
    this.gram = gram;
    this.weights = weights;
    this.sums = sums;
    this.l1 = (float) l1;
    this.l2 = (float) l2;
    this.sign = sign;
    Arrays.setAll(inBlock, row -> row);
  }

  /**
   * Solves from zero. Takes {@code 2 n^3} operations a sweep and {@code 4 n (n + 128)} bytes.
   *
   * @param gram {@code [n, n]}, floats. Not modified.
   * @param most sweeps, at most
   * @param tolerance the largest change of a weight in a sweep that is the last
   * @return B, {@code [n, n]}, floats, which the caller closes
   */
  static Matrix solve(
      Matrix gram, double l1, double l2, Sign sign, int most, double tolerance, Fitting fitting) {
    int n = gram.rows();
    Matrix weights = Matrix.floats(n, n);
    try (Matrix sums = Matrix.floats(Math.min(ROWS, n), n)) {
      CoordinateDescent descent = new CoordinateDescent(gram, weights, sums, l1, l2, sign);
      Sweeps.run(fitting, most, tolerance, descent::sweep);
      return weights;
    } catch (RuntimeException e) {
      weights.close();
      throw e;
    }
  }

  private double sweep() {
    double largest = 0;
    for (int from = 0; from < gram.rows(); from += ROWS) {
      largest = Math.max(largest, block(from, Math.min(from + ROWS, gram.rows())));
    }
    return largest;
  }

  private double block(int from, int to) {
    int n = gram.rows();
    Matrix rows = gram.rowsView(from, to);
    Matrix residuals = sums.rowsView(0, to - from);
    float[] own = new float[(to - from) * (to - from)];
    float[] row = new float[n];
    for (int k = from; k < to; k++) {
      gram.readRow(k, row);
      residuals.writeRow(k - from, row);
      System.arraycopy(row, from, own, (k - from) * (to - from), to - from);
    }
    Blas.gemm(Transpose.NO, Transpose.NO, -1, rows, weights, 1, residuals);
    int tiles = (n + COLUMNS - 1) / COLUMNS;
    double[] largest = new double[tiles];
    Parallel.rows(
        tiles,
        1,
        (first, end) -> {
          for (int tile = first; tile < end; tile++) {
            int left = tile * COLUMNS;
            largest[tile] = tile(from, to, left, Math.min(left + COLUMNS, n), own, residuals);
          }
        });
    return Arrays.stream(largest).max().orElse(0);
  }

  /** Some columns of a block: row by row, each with what the rows above it have changed. */
  private double tile(int from, int to, int left, int right, float[] own, Matrix residuals) {
    int height = to - from;
    int width = right - left;
    float[] residual = new float[width];
    float[] weight = new float[width];
    float[] changes = new float[height * width];
    float[] factors = new float[height];
    float largest = 0;
    for (int k = 0; k < height; k++) {
      residuals.read(k, left, residual, 0, width);
      weights.read(from + k, left, weight, 0, width);
      for (int above = 0; above < k; above++) {
        factors[above] = -own[k * height + above];
      }
      Kernels.addRows(changes, 0, width, inBlock, factors, 0, k, residual, 0);
      float diagonal = own[k * height + k];
      float scale = diagonal + l2 > 0 ? 1 / (diagonal + l2) : 0;
      for (int j = 0; j < width; j++) {
        float next = sign.shrunk(residual[j] + diagonal * weight[j], l1) * scale;
        float change = left + j == from + k ? 0 : next - weight[j];
        changes[k * width + j] = change;
        weight[j] += change;
        largest = Math.max(largest, Math.abs(change));
      }
      weights.write(from + k, left, weight, 0, width);
    }
    return largest;
  }
}
