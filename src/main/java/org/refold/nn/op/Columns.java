package org.refold.nn.op;

import org.refold.kernel.Matrix;
import org.refold.nn.Rows;
import org.refold.nn.Tape;
import org.refold.nn.Var;

/** Cutting and joining matrices. */
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

  /**
   * The same numbers, row after row, in rows of another length: such as groups of units, a row
   * each.
   *
   * @param x {@code [batch, units]}
   * @param columns of the result: a part or a multiple of those of x
   * @return {@code [batch units / columns, columns]}
   */
  public static Var reshaped(Var x, int columns) {
    int wide = Math.max(columns, x.columns());
    if (wide % Math.min(columns, x.columns()) != 0 || x.rows() * x.columns() % wide != 0) {
      throw new IllegalArgumentException(
          x.rows() + " x " + x.columns() + " numbers are no rows of " + columns);
    }
    Tape tape = x.tape();
    Matrix in = x.value();
    Matrix out = tape.scratch(x.rows() * x.columns() / columns, columns);
    reshape(in, 0, out);
    return tape.op("Reshape")
        .with("columns", columns)
        .on(x)
        .gives(out, dy -> x.accumulate((dx, beta) -> reshape(dy, beta, dx)));
  }

  /** {@code to = from + beta to}, where one has rows that are whole rows of the other. */
  private static void reshape(Matrix from, double beta, Matrix to) {
    int wide = Math.max(from.columns(), to.columns());
    Rows.each(
        from.rows() * from.columns() / wide,
        wide,
        (block, work) -> {
          double[] numbers = work.scratch(1, wide);
          for (int at = 0; at < wide; at += from.columns()) {
            double[] row = work.read(2, from, (block * wide + at) / from.columns());
            System.arraycopy(row, 0, numbers, at, from.columns());
          }
          for (int at = 0; at < wide; at += to.columns()) {
            double[] row = work.scratch(2, to.columns());
            System.arraycopy(numbers, at, row, 0, to.columns());
            work.writeSum(row, beta, to, (block * wide + at) / to.columns(), 3);
          }
        });
  }

  /** Rows and columns exchanged: {@code [units, batch]} of {@code [batch, units]}. */
  public static Var transposed(Var x) {
    Tape tape = x.tape();
    Matrix in = x.value();
    Matrix out = tape.scratch(x.columns(), x.rows());
    transpose(in, 0, out);
    return tape.op("Transpose")
        .on(x)
        .gives(out, dy -> x.accumulate((dx, beta) -> transpose(dy, beta, dx)));
  }

  private static void transpose(Matrix from, double beta, Matrix to) {
    Rows.each(
        to.rows(),
        to.columns(),
        (row, work) -> {
          double[] numbers = work.scratch(1, to.columns());
          for (int k = 0; k < to.columns(); k++) {
            numbers[k] = from.get(k, row);
          }
          work.writeSum(numbers, beta, to, row, 2);
        });
  }

  /**
   * One column of each row, such as the score of the row's target.
   *
   * @param x {@code [batch, units]}
   * @param columns one for each row; kept until the tape begins its next step
   * @return {@code [batch, 1]}
   */
  public static Var pick(Var x, int[] columns) {
    checkPicked(x, columns);
    Tape tape = x.tape();
    Matrix in = x.value();
    Matrix picked = tape.scratch(x.rows(), 1);
    for (int row = 0; row < x.rows(); row++) {
      picked.set(row, 0, in.get(row, columns[row]));
    }
    return tape.op("PickColumns")
        .on(x)
        .gives(
            picked,
            dy ->
                x.accumulate(
                    (dx, beta) -> {
                      if (beta == 0) {
                        dx.clear();
                      }
                      for (int row = 0; row < dx.rows(); row++) {
                        int column = columns[row];
                        dx.set(row, column, dx.get(row, column) * beta + dy.get(row, 0));
                      }
                    }));
  }

  /**
   * All columns but one of each row, in order: such as the scores of the targets of other rows.
   *
   * @param x {@code [batch, units]}
   * @param columns the one that each row leaves out; kept until the tape begins its next step
   * @return {@code [batch, units - 1]}
   */
  public static Var without(Var x, int[] columns) {
    checkPicked(x, columns);
    Tape tape = x.tape();
    int units = x.columns();
    Matrix in = x.value();
    Matrix rest = tape.scratch(x.rows(), units - 1);
    Rows.each(
        x.rows(),
        units,
        (row, work) -> {
          double[] numbers = work.read(1, in, row);
          int left = columns[row];
          System.arraycopy(numbers, left + 1, numbers, left, units - 1 - left);
          work.write(numbers, rest, row);
        });
    return tape.op("DropColumns")
        .on(x)
        .gives(rest, dy -> x.accumulate((dx, beta) -> putBack(dy, columns, beta, dx)));
  }

  private static void putBack(Matrix dy, int[] columns, double beta, Matrix dx) {
    int units = dx.columns();
    Rows.each(
        dx.rows(),
        units,
        (row, work) -> {
          double[] term = work.read(1, dy, row);
          double[] whole = work.scratch(2, units);
          int left = columns[row];
          System.arraycopy(term, 0, whole, 0, left);
          whole[left] = 0;
          System.arraycopy(term, left, whole, left + 1, units - 1 - left);
          work.writeSum(whole, beta, dx, row, 3);
        });
  }

  private static void checkPicked(Var x, int[] columns) {
    if (columns.length < x.rows()) {
      throw new IllegalArgumentException(
          "a column for each of " + x.rows() + " rows is needed, but there are " + columns.length);
    }
    for (int row = 0; row < x.rows(); row++) {
      if (columns[row] < 0 || columns[row] >= x.columns()) {
        throw new IndexOutOfBoundsException(
            "column " + columns[row] + " of " + x.columns() + " was asked for in row " + row);
      }
    }
  }

  /**
   * The same numbers, row after row, as another number of rows: such as the outputs of {@link
   * Layers#observed} where each row has as many.
   *
   * @param x {@code [m, n]}
   * @param rows a divisor of m n
   * @return {@code [rows, m n / rows]}
   */
  public static Var inRows(Var x, int rows) {
    Tape tape = x.tape();
    int columns = rows == 0 ? 0 : (int) (x.value().size() / rows);
    Matrix in = x.keep().value();
    return tape.op("Reshape")
        .with("rows", rows)
        .on(x)
        .gives(
            in.reshaped(rows, columns),
            dy -> x.accumulateTaking(dy.reshaped(in.rows(), in.columns())))
        .keep();
  }

  /**
   * The rows of a, then those of b: such as a table of items and the vector of a mask.
   *
   * @param a {@code [m, units]}
   * @param b {@code [n, units]}
   * @return {@code [m + n, units]}
   */
  public static Var append(Var a, Var b) {
    if (a.columns() != b.columns()) {
      throw new IllegalArgumentException(
          "rows of " + a.columns() + " and " + b.columns() + " units cannot be one matrix");
    }
    Tape tape = a.tape();
    int first = a.rows();
    int all = a.rows() + b.rows();
    Matrix joined = tape.scratch(all, a.columns());
    tape.arithmetic().add(1, a.keep().value(), 0, joined.rowsView(0, first));
    tape.arithmetic().add(1, b.keep().value(), 0, joined.rowsView(first, all));
    return tape.op("Concat")
        .with("axis", 0)
        .on(a, b)
        .gives(
            joined,
            dy -> {
              a.accumulate((da, beta) -> tape.arithmetic().add(1, dy.rowsView(0, first), beta, da));
              b.accumulate(
                  (db, beta) -> tape.arithmetic().add(1, dy.rowsView(first, all), beta, db));
            });
  }
}
