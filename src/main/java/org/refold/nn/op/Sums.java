package org.refold.nn.op;

import java.util.Arrays;
import java.util.List;
import org.refold.kernel.Matrix;
import org.refold.nn.Rows;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
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
    Matrix in = x.keep().value();
    double sum =
        Rows.sum(
            x.rows(),
            x.columns(),
            (row, work) -> {
              double[] numbers = work.read(1, in, row);
              double total = 0;
              for (int k = 0; k < in.columns(); k++) {
                total += numbers[k];
              }
              return total;
            });
    return tape.op(operator)
        .with("keepdims", 1)
        .on(x)
        .gives(
            number(tape, weight * sum),
            dy -> {
              double slope = weight * dy.get(0, 0);
              x.accumulate(
                  (dx, beta) ->
                      Rows.each(
                          dx.rows(),
                          dx.columns(),
                          (row, work) -> {
                            double[] same = work.scratch(1, dx.columns());
                            Arrays.fill(same, 0, dx.columns(), slope);
                            work.writeSum(same, beta, dx, row, 2);
                          }));
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
      Matrix in = x.keep().value();
      sum +=
          Rows.sum(
              x.rows(),
              x.columns(),
              (row, work) -> sumOfSquares(work.read(1, in, row), in.columns()));
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
    int rows = entries.filledCount();
    double sum =
        Rows.sum(
            rows,
            in.columns(),
            (k, work) -> {
              int column = entries.filled()[k];
              double squares = sumOfSquares(work.read(1, in, column), in.columns());
              return squares * entries.count(column);
            });
    return tape.op("SquaredPenalty")
        .with("lambda", lambda)
        .on(table)
        .on(pattern)
        .gives(
            number(tape, lambda / 2 * sum),
            dy -> {
              double slope = lambda * dy.get(0, 0);
              table.accumulateRows(
                  entries.filled(),
                  rows,
                  (dw, beta) ->
                      Rows.each(
                          rows,
                          in.columns(),
                          (k, work) -> {
                            int column = entries.filled()[k];
                            double[] numbers = work.read(1, in, column);
                            for (int unit = 0; unit < in.columns(); unit++) {
                              numbers[unit] *= slope * entries.count(column);
                            }
                            work.writeSum(numbers, beta, dw, column, 2);
                          }));
            });
  }

  private static double sumOfSquares(double[] numbers, int length) {
    double total = 0;
    for (int k = 0; k < length; k++) {
      total += numbers[k] * numbers[k];
    }
    return total;
  }

  /** A matrix with one number, for the output of an operation. */
  static Matrix number(Tape tape, double value) {
    Matrix number = tape.scratch(1, 1);
    number.set(0, 0, value);
    return number;
  }
}
