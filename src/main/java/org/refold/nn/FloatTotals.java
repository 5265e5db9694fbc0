package org.refold.nn;

import java.util.Arrays;
import org.refold.kernel.Activation;
import org.refold.kernel.Kernels;
import org.refold.kernel.Matrix;
import org.refold.kernel.Parallel;

/**
 * Single precision, fast: pieces of a few thousand numbers are added up by fused loops, and the
 * pieces in double.
 */
final class FloatTotals implements Totals {

  static final Totals INSTANCE = new FloatTotals();

  /** Numbers that are added up in single precision. */
  private static final int PIECE = 2048;

  private FloatTotals() {}

  @FunctionalInterface
  private interface SumOfArray {
    float of(float[] numbers, int from, int to);
  }

  @Override
  public double sum(Matrix x) {
    return overPieces(x, Kernels::sum);
  }

  @Override
  public double squares(Matrix x) {
    return overPieces(x, Kernels::squaredNorm);
  }

  /** Pieces are several short rows or a part of a long one; where they end depends on the shape. */
  private static double overPieces(Matrix x, SumOfArray sum) {
    int columns = x.columns();
    int together = Math.max(1, PIECE / Math.max(1, columns));
    return Rows.sum(
        (x.rows() + together - 1) / together,
        together * columns,
        (k, work) -> {
          int from = k * together;
          int to = Math.min(x.rows(), from + together);
          float[] numbers = Floats.mine().array(0, (to - from) * columns);
          x.readRows(from, to, numbers, 0);
          return overArray(numbers, (to - from) * columns, sum);
        });
  }

  private static double overArray(float[] numbers, int length, SumOfArray sum) {
    double total = 0;
    for (int at = 0; at < length; at += PIECE) {
      total += sum.of(numbers, at, Math.min(length, at + PIECE));
    }
    return total;
  }

  @Override
  public double squaresOfRows(Matrix x, int[] rows, int count, RowFactor factor) {
    return Rows.sum(
        count,
        x.columns(),
        (k, work) -> {
          float[] numbers = Floats.mine().array(0, x.columns());
          x.readRow(rows[k], numbers);
          double squares = overArray(numbers, x.columns(), Kernels::squaredNorm);
          return squares * factor.of(rows[k]);
        });
  }

  @Override
  public void addConstant(double value, double beta, Matrix y) {
    int columns = y.columns();
    Parallel.rows(
        y.rows(),
        FloatArithmetic.grain(columns),
        (from, to) -> {
          float[] same = Floats.mine().array(0, columns);
          float[] sum = Floats.mine().array(1, columns);
          Arrays.fill(same, 0, columns, (float) value);
          for (int row = from; row < to; row++) {
            FloatArithmetic.readScaled(beta, y, row, sum);
            Kernels.axpy(1, same, 0, sum, 0, columns);
            y.writeRow(row, sum);
          }
        });
  }

  @Override
  public void addRowMultiples(
      Matrix x, int[] rows, int count, RowFactor factor, double beta, Matrix y) {
    int columns = x.columns();
    Parallel.rows(
        count,
        FloatArithmetic.grain(columns),
        (from, to) -> {
          float[] term = Floats.mine().array(0, columns);
          float[] sum = Floats.mine().array(1, columns);
          for (int k = from; k < to; k++) {
            x.readRow(rows[k], term);
            FloatArithmetic.readScaled(beta, y, rows[k], sum);
            Kernels.axpy((float) factor.of(rows[k]), term, 0, sum, 0, columns);
            y.writeRow(rows[k], sum);
          }
        });
  }

  @Override
  public double compare(
      EntryLoss loss, Matrix outputs, SparseRows targets, double scale, Matrix slopes) {
    int entries = outputs.columns();
    float[] x = targets.singlesByPosition();
    return Rows.sum(
        (entries + PIECE - 1) / PIECE,
        PIECE,
        (piece, work) -> {
          int from = piece * PIECE;
          int length = Math.min(PIECE, entries - from);
          float[] f = Floats.mine().array(0, PIECE);
          outputs.read(0, from, f, 0, length);
          double sum =
              loss == EntryLoss.SQUARED
                  ? squared(f, x, from, length, (float) scale)
                  : logistic(f, x, from, length, (float) scale);
          slopes.write(0, from, f, 0, length);
          return scale * sum;
        });
  }

  /** Leaves scale times the derivative in f. */
  private static double squared(float[] f, float[] x, int from, int length, float scale) {
    Kernels.axpy(-1, x, from, f, 0, length);
    double sum = Kernels.squaredNorm(f, 0, length);
    Kernels.scale(2 * scale, f, 0, length);
    return sum;
  }

  /** Leaves scale times the derivative in f. */
  private static double logistic(float[] f, float[] x, int from, int length, float scale) {
    float[] softplus = Floats.mine().array(1, length);
    Kernels.activate(Activation.SOFTPLUS, f, softplus, 0, length);
    double sum = Kernels.sum(softplus, 0, length) - Kernels.dot(x, from, f, 0, length);
    Kernels.activate(Activation.SIGMOID, f, f, 0, length);
    Kernels.axpy(-1, x, from, f, 0, length);
    Kernels.scale(scale, f, 0, length);
    return sum;
  }
}
