package org.refold.nn.op;

import java.util.Locale;
import java.util.function.Consumer;
import org.refold.kernel.Matrix;
import org.refold.nn.Arithmetic;
import org.refold.nn.Operation;
import org.refold.nn.Rows;
import org.refold.nn.Tape;
import org.refold.nn.Var;

/** Operations that bring each unit to a standard scale over the rows of a batch. */
public final class BatchNormal {

  private BatchNormal() {}

  /**
   * Batch normalisation {@code gain (x - mean) / sqrt(variance + epsilon) + shift}, with mean and
   * (biased) variance of each unit over the rows of the batch (Ioffe and Szegedy 2015, algorithm
   * 1). The gradient goes through both.
   *
   * @param x {@code [batch, units]}
   * @param gain {@code [1, units]}
   * @param shift {@code [1, units]}
   * @param epsilon added to the variance
   * @param seen is told on the way back what the batch was normalised by, {@code [2, units]}: mean
   *     and variance of each unit. A loss that is only evaluated tells nothing.
   * @return {@code [batch, units]}
   */
  public static Var ofBatch(Var x, Var gain, Var shift, double epsilon, Consumer<Matrix> seen) {
    check(x, gain, shift);
    Arithmetic math = x.tape().arithmetic();
    Matrix in = x.keep().value();
    Matrix statistics = x.tape().scratch(2, x.columns());
    Matrix means = statistics.rowsView(0, 1);
    Matrix variances = statistics.rowsView(1, 2);
    meanOfRows(math, in, means);
    double[] mean = numbers(means);
    Matrix squares = x.tape().scratch(x.rows(), x.columns());
    Rows.each(
        x.rows(),
        x.columns(),
        (row, work) -> {
          double[] rest = work.read(1, in, row);
          for (int k = 0; k < mean.length; k++) {
            rest[k] = (rest[k] - mean[k]) * (rest[k] - mean[k]);
          }
          work.write(rest, squares, row);
        });
    meanOfRows(math, squares, variances);
    double[] inverse = inverse(variances, epsilon);
    Operation operation = operator(x, epsilon).with("training_mode", 1).on(x, gain, shift);
    return normalised(
        operation,
        x,
        gain,
        shift,
        mean,
        inverse,
        Through.STATISTICS,
        () -> seen.accept(statistics));
  }

  /**
   * The same by a given mean and variance, through which no gradient goes: what scoring does.
   *
   * @param mean {@code [1, units]}
   * @param variance {@code [1, units]}
   */
  public static Var by(Var x, Var gain, Var shift, Var mean, Var variance, double epsilon) {
    check(x, gain, shift);
    double[] inverse = inverse(variance.value(), epsilon);
    Operation operation = operator(x, epsilon).on(x, gain, shift, mean, variance);
    return normalised(
        operation, x, gain, shift, numbers(mean.value()), inverse, Through.ROWS, () -> {});
  }

  private static Operation operator(Var x, double epsilon) {
    return x.tape().op("BatchNormalization").with("epsilon", epsilon);
  }

  /** What the gradient of an output goes through. */
  private enum Through {
    /** The row alone. */
    ROWS,
    /** The mean and the variance as well. */
    STATISTICS
  }

  private static Var normalised(
      Operation operation,
      Var x,
      Var gain,
      Var shift,
      double[] mean,
      double[] inverse,
      Through through,
      Runnable back) {
    Tape tape = x.tape();
    Arithmetic math = tape.arithmetic();
    int units = x.columns();
    Matrix in = x.keep().value();
    double[] gains = numbers(gain.value());
    double[] shifts = numbers(shift.value());
    Matrix standard = tape.scratch(x.rows(), units);
    Matrix value = tape.scratch(x.rows(), units);
    Rows.each(
        x.rows(),
        units,
        (row, work) -> {
          double[] z = work.read(1, in, row);
          for (int k = 0; k < units; k++) {
            z[k] = (z[k] - mean[k]) * inverse[k];
          }
          work.write(z, standard, row);
          for (int k = 0; k < units; k++) {
            z[k] = gains[k] * z[k] + shifts[k];
          }
          work.write(z, value, row);
        });
    return operation.gives(
        value,
        dy -> {
          back.run();
          Matrix products = tape.scratch(x.rows(), units);
          Matrix ofGain = tape.scratch(1, units);
          Matrix ofShift = tape.scratch(1, units);
          math.multiplyElements(1, dy, standard, 0, products);
          math.sumRows(products, 0, ofGain);
          math.sumRows(dy, 0, ofShift);
          gain.accumulate((dg, beta) -> math.add(1, ofGain, beta, dg));
          shift.accumulate((db, beta) -> math.add(1, ofShift, beta, db));
          // a mean over the rows of what each unit hands back, and of that along z
          double weight = through == Through.STATISTICS ? 1.0 / x.rows() : 0;
          double[] along = numbers(ofGain);
          double[] all = numbers(ofShift);
          x.accumulate(
              (dx, beta) ->
                  Rows.each(
                      x.rows(),
                      units,
                      (row, work) -> {
                        double[] slope = work.read(1, dy, row);
                        double[] z = work.read(2, standard, row);
                        for (int k = 0; k < units; k++) {
                          double shared = weight * (all[k] + z[k] * along[k]);
                          slope[k] = gains[k] * inverse[k] * (slope[k] - shared);
                        }
                        work.writeSum(slope, beta, dx, row, 2);
                      }));
        });
  }

  private static void meanOfRows(Arithmetic math, Matrix rows, Matrix mean) {
    math.sumRows(rows, 0, mean);
    for (int k = 0; k < mean.columns(); k++) {
      mean.set(0, k, mean.get(0, k) / rows.rows());
    }
  }

  private static double[] inverse(Matrix variance, double epsilon) {
    double[] inverse = numbers(variance);
    for (int k = 0; k < inverse.length; k++) {
      inverse[k] = 1 / Math.sqrt(inverse[k] + epsilon);
    }
    return inverse;
  }

  private static double[] numbers(Matrix row) {
    double[] numbers = new double[row.columns()];
    for (int k = 0; k < numbers.length; k++) {
      numbers[k] = row.get(0, k);
    }
    return numbers;
  }

  private static void check(Var x, Var gain, Var shift) {
    if (gain.columns() != x.columns() || shift.columns() != x.columns()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "gain and shift have %d and %d units, but the batch has %d",
              gain.columns(),
              shift.columns(),
              x.columns()));
    }
  }
}
