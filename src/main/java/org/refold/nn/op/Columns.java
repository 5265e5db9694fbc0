package org.refold.nn.op;

import org.refold.kernel.Matrix;
import org.refold.nn.Rows;
import org.refold.nn.Tape;
import org.refold.nn.Var;

/** Cutting and joining matrices along their columns. */
public final class Columns {

  private Columns() {}

  /**
   * The columns {@code from <= column < to}: such as the means out of {@code [means, log
   * variances]}.
   *
   * @param x {@code [batch, units]}
   * @return {@code [batch, to - from]}
   */
  public static Var slice(Var x, int from, int to) {
    if (from < 0 || to < from || to > x.columns()) {
      throw new IndexOutOfBoundsException(
          "columns " + from + " to " + to + " of " + x.columns() + " were asked for");
    }
    Tape tape = x.tape();
    Matrix in = x.keep().value();
    Matrix part = tape.scratch(x.rows(), to - from);
    Rows.each(
        x.rows(),
        x.columns(),
        (row, work) -> {
          double[] whole = work.read(1, in, row);
          System.arraycopy(whole, from, whole, 0, to - from);
          work.write(whole, part, row);
        });
    return tape.op("Slice")
        .with("axis", 1)
        .with("start", from)
        .with("end", to)
        .on(x)
        .gives(part, dy -> x.accumulate((dx, beta) -> embed(dy, from, beta, dx)));
  }

  /** {@code dx = beta dx}, plus dy in the columns from {@code from} on. */
  private static void embed(Matrix dy, int from, double beta, Matrix dx) {
    Rows.each(
        dx.rows(),
        dx.columns(),
        (row, work) -> {
          double[] sum = beta == 0 ? work.zeros(1, dx.columns()) : work.read(1, dx, row);
          double[] term = work.read(2, dy, row);
          for (int k = 0; k < dy.columns(); k++) {
            sum[from + k] += term[k];
          }
          work.write(sum, dx, row);
        });
  }

  /**
   * The columns of a, then those of b.
   *
   * @param a {@code [batch, m]}
   * @param b {@code [batch, n]}
   * @return {@code [batch, m + n]}
   */
  public static Var join(Var a, Var b) {
    if (a.rows() != b.rows()) {
      throw new IllegalArgumentException(
          "matrices of " + a.rows() + " and " + b.rows() + " rows cannot be joined by columns");
    }
    Tape tape = a.tape();
    Matrix left = a.keep().value();
    Matrix right = b.keep().value();
    int width = a.columns() + b.columns();
    Matrix joined = tape.scratch(a.rows(), width);
    Rows.each(
        a.rows(),
        width,
        (row, work) -> {
          double[] whole = work.scratch(3, width);
          System.arraycopy(work.read(1, left, row), 0, whole, 0, left.columns());
          System.arraycopy(work.read(2, right, row), 0, whole, left.columns(), right.columns());
          work.write(whole, joined, row);
        });
    return tape.op("Concat")
        .with("axis", 1)
        .on(a, b)
        .gives(
            joined,
            dy -> {
              a.accumulate((da, beta) -> cut(dy, 0, beta, da));
              b.accumulate((db, beta) -> cut(dy, a.columns(), beta, db));
            });
  }

  private static void cut(Matrix whole, int from, double beta, Matrix part) {
    Rows.each(
        whole.rows(),
        whole.columns(),
        (row, work) -> {
          double[] numbers = work.read(1, whole, row);
          System.arraycopy(numbers, from, numbers, 0, part.columns());
          work.writeSum(numbers, beta, part, row, 2);
        });
  }
}
