package org.refold.nn.op;

import java.util.List;
import org.refold.kernel.Matrix;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Totals;
import org.refold.nn.Var;

/** Sums over elements: numbers {@code [1, 1]}. */
public final class Sums {

  private Sums() {}

  /** The sum of all elements. */
  public static Var sum(Var x) {
    return weighted("ReduceSum", x, 1);
  }

  /** The mean of all elements. */
  public static Var mean(Var x) {
    return weighted("ReduceMean", x, 1.0 / Math.max(1, (double) x.rows() * x.columns()));
  }

  private static Var weighted(String operator, Var x, double weight) {
    Tape tape = x.tape();
    Totals totals = tape.arithmetic().totals();
    double sum = totals.sum(x.value());
    return tape.op(operator)
        .with("keepdims", 1)
        .on(x)
        .gives(
            Sums.number(tape, weight * sum),
            dy -> {
              double slope = weight * dy.get(0, 0);
              x.accumulate((dx, beta) -> totals.addConstant(slope, beta, dx));
            });
  }

  /**
   * The penalty {@code lambda / 2} times the sum of squares of all elements of all matrices. Its
   * gradient is dense; coupled weight decay of an optimiser changes parameters in the same way
   * within its own pass, see {@code WeightDecay}.
   */
  public static Var squares(double lambda, List<Var> matrices) {
    Tape tape = matrices.get(0).tape();
    double sum = 0;
    for (Var x : matrices) {
      sum += tape.arithmetic().totals().squares(x.keep().value());
    }
    return tape.op("SquaredPenalty")
        .with("lambda", lambda)
        .on(matrices.toArray(Var[]::new))
        .gives(
            number(tape, lambda / 2 * sum),
            dy -> {
              double slope = lambda * dy.get(0, 0);
              for (Var x : matrices) {
                x.accumulate((dx, beta) -> tape.arithmetic().add(slope, x.value(), beta, dx));
              }
            });
  }

  /**
   * The penalty {@code lambda / 2} times the sum over the entries of a pattern of the squares of
   * the row of a table that the entry's column names: a row that is named twice counts twice. Its
   * gradient has these rows only.
   *
   * @param table {@code [columns, units]}
   * @param pattern {@code [batch, columns]}, whose values are not read
   */
  public static Var squaresOfRows(double lambda, Var table, SparseRows pattern) {
    Tape tape = table.tape();
    Matrix in = table.keep().value();
    SparseRows.ByColumn entries = pattern.byColumn();
    int[] rows = entries.filled();
    int count = entries.filledCount();
    Totals totals = tape.arithmetic().totals();
    double sum = totals.squaresOfRows(in, rows, count, entries::count);
    return tape.op("SquaredPenalty")
        .with("lambda", lambda)
        .on(table)
        .on(pattern)
        .gives(
            Sums.number(tape, lambda / 2 * sum),
            dy -> {
              double slope = lambda * dy.get(0, 0);
              table.accumulateRows(
                  rows,
                  count,
                  (dw, beta) ->
                      totals.addRowMultiples(
                          in, rows, count, row -> slope * entries.count(row), beta, dw));
            });
  }

  /** A matrix with one number, for the output of an operation. */
  static Matrix number(Tape tape, double value) {
    Matrix number = tape.scratch(1, 1);
    number.set(0, 0, value);
    return number;
  }
}
