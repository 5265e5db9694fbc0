package org.refold.nn;

import java.util.Arrays;
import org.refold.kernel.DoubleKernels;
import org.refold.kernel.Matrix;

/** Plain loops in double, for matrices of either precision. */
final class PlainTotals implements Totals {

  static final Totals INSTANCE = new PlainTotals();

  private PlainTotals() {}

  @Override
  public double sum(Matrix x) {
    int columns = x.columns();
    return Rows.sum(
        x.rows(), columns, (row, work) -> DoubleKernels.sum(work.read(1, x, row), 0, columns));
  }

  @Override
  public double squares(Matrix x) {
    return Rows.sum(x.rows(), x.columns(), (row, work) -> squares(x, row, work));
  }

  private static double squares(Matrix x, int row, Rows work) {
    return DoubleKernels.squaredNorm(work.read(1, x, row), 0, x.columns());
  }

  @Override
  public double squaresOfRows(Matrix x, int[] rows, int count, RowFactor factor) {
    return Rows.sum(
        count, x.columns(), (k, work) -> squares(x, rows[k], work) * factor.of(rows[k]));
  }

  @Override
  public void addConstant(double value, double beta, Matrix y) {
    Rows.each(
        y.rows(),
        y.columns(),
        (row, work) -> {
          double[] same = work.scratch(1, y.columns());
          Arrays.fill(same, 0, y.columns(), value);
          work.writeSum(same, beta, y, row, 2);
        });
  }

  @Override
  public void addRowMultiples(
      Matrix x, int[] rows, int count, RowFactor factor, double beta, Matrix y) {
    Rows.each(
        count,
        x.columns(),
        (k, work) -> {
          double[] numbers = work.read(1, x, rows[k]);
          DoubleKernels.scale(factor.of(rows[k]), numbers, 0, x.columns());
          work.writeSum(numbers, beta, y, rows[k], 2);
        });
  }

  @Override
  public double compare(
      EntryLoss loss, Matrix outputs, SparseRows targets, double scale, Matrix slopes) {
    return Rows.sum(
        1,
        outputs.columns(),
        (row, work) -> {
          double[] f = work.read(1, outputs, 0);
          double total = 0;
          for (int at = 0; at < targets.size(); at++) {
            double x = targets.value(at);
            total += loss == EntryLoss.SQUARED ? (f[at] - x) * (f[at] - x) : logistic(f[at], x);
            double slope = loss == EntryLoss.SQUARED ? 2 * (f[at] - x) : logisticSlope(f[at], x);
            f[at] = scale * slope;
          }
          work.write(f, slopes, 0);
          return scale * total;
        });
  }

  private static double logistic(double f, double x) {
    return Math.max(f, 0) + Math.log1p(Math.exp(-Math.abs(f))) - x * f;
  }

  private static double logisticSlope(double f, double x) {
    double odds = Math.exp(-Math.abs(f));
    return (f >= 0 ? 1 : odds) / (1 + odds) - x;
  }
}
