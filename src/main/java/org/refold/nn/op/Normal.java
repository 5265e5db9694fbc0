package org.refold.nn.op;

import org.refold.kernel.DoubleKernels;
import org.refold.kernel.Matrix;
import org.refold.nn.Arithmetic;
import org.refold.nn.Rows;
import org.refold.nn.Tape;
import org.refold.nn.Var;

/** Operations that bring each row to a standard scale. */
public final class Normal {

  private Normal() {}

  /**
   * Layer normalisation {@code gain (x - mean) / sqrt(variance + epsilon) + shift}, with mean and
   * (biased) variance over the units of each row (Ba et al. 2016, section 3).
   *
   * @param x {@code [batch, units]}
   * @param gain {@code [1, units]}
   * @param shift {@code [1, units]}
   * @param epsilon added to the variance
   * @return {@code [batch, units]}
   */
  public static Var layer(Var x, Var gain, Var shift, double epsilon) {
    Tape tape = x.tape();
    Matrix standard = tape.scratch(x.rows(), x.columns());
    Matrix deviations = tape.scratch(x.rows(), 1);
    standardise(x.keep().value(), epsilon, standard, deviations);
    Matrix value = tape.scratch(x.rows(), x.columns());
    Matrix gains = gain.keep().value();
    int units = x.columns();
    Rows.each(
        x.rows(),
        units,
        (row, work) -> {
          double[] y = work.read(1, standard, row);
          double[] factor = work.read(2, gains, 0);
          double[] term = work.read(3, shift.value(), 0);
          for (int k = 0; k < units; k++) {
            y[k] = y[k] * factor[k] + term[k];
          }
          work.write(y, value, row);
        });
    Arithmetic math = tape.arithmetic();

    return tape.op("LayerNormalization")
        .with("axis", -1)
        .with("epsilon", epsilon)
        .on(x, gain, shift)
        .gives(
            value,
            dy -> {
              shift.accumulate((db, beta) -> math.sumRows(dy, beta, db));
              gain.accumulate(
                  (dg, beta) -> {
                    Matrix products = tape.scratch(x.rows(), units);
                    math.multiplyElements(1, dy, standard, 0, products);
                    math.sumRows(products, beta, dg);
                  });
              x.accumulate((dx, beta) -> layerBackward(standard, deviations, gains, dy, beta, dx));
            });
  }

  private static void standardise(Matrix x, double epsilon, Matrix standard, Matrix deviations) {
    int units = x.columns();
    Rows.each(
        x.rows(),
        units,
        (row, work) -> {
          double[] unit = work.read(1, x, row);
          double mean = 0;
          for (int k = 0; k < units; k++) {
            mean += unit[k] / units;
          }
          double variance = 0;
          for (int k = 0; k < units; k++) {
            unit[k] -= mean;
            variance += unit[k] * unit[k] / units;
          }
          double deviation = Math.sqrt(variance + epsilon);
          for (int k = 0; k < units; k++) {
            unit[k] /= deviation;
          }
          work.write(unit, standard, row);
          deviations.set(row, 0, deviation);
        });
  }

  private static void layerBackward(
      Matrix standard, Matrix deviations, Matrix gains, Matrix dy, double beta, Matrix dx) {
    int units = dx.columns();
    Rows.each(
        dx.rows(),
        units,
        (row, work) -> {
          double[] slope = work.read(1, dy, row);
          double[] factor = work.read(2, gains, 0);
          double[] unit = work.read(3, standard, row);
          double mean = 0;
          double along = 0;
          for (int k = 0; k < units; k++) {
            slope[k] *= factor[k];
            mean += slope[k] / units;
            along += slope[k] * unit[k] / units;
          }
          double deviation = deviations.get(row, 0);
          for (int k = 0; k < units; k++) {
            slope[k] = (slope[k] - mean - unit[k] * along) / deviation;
          }
          work.writeSum(slope, beta, dx, row, 2);
        });
  }

  /**
   * Each row divided by its Euclidean length; rows of length zero stay as they are.
   *
   * @param x {@code [batch, units]}
   * @return {@code [batch, units]}
   */
  public static Var length(Var x) {
    Tape tape = x.tape();
    int units = x.columns();
    Matrix in = x.keep().value();
    Matrix unitRows = tape.scratch(x.rows(), units);
    Matrix lengths = tape.scratch(x.rows(), 1);
    Rows.each(
        x.rows(),
        units,
        (row, work) -> {
          double[] numbers = work.read(1, in, row);
          double squares = 0;
          for (int k = 0; k < units; k++) {
            squares += numbers[k] * numbers[k];
          }
          double length = squares == 0 ? 1 : Math.sqrt(squares);
          for (int k = 0; k < units; k++) {
            numbers[k] /= length;
          }
          work.write(numbers, unitRows, row);
          lengths.set(row, 0, length);
        });
    return tape.op("LpNormalization")
        .with("axis", 1)
        .with("p", 2)
        .on(x)
        .gives(
            unitRows,
            dy -> x.accumulate((dx, beta) -> lengthBackward(unitRows, lengths, dy, beta, dx)))
        .keep();
  }

  private static void lengthBackward(
      Matrix unitRows, Matrix lengths, Matrix dy, double beta, Matrix dx) {
    Rows.each(
        dx.rows(),
        dx.columns(),
        (row, work) -> {
          double[] slope = work.read(1, dy, row);
          double[] unit = work.read(2, unitRows, row);
          double along = 0;
          for (int k = 0; k < dx.columns(); k++) {
            along += slope[k] * unit[k];
          }
          for (int k = 0; k < dx.columns(); k++) {
            slope[k] = (slope[k] - along * unit[k]) / lengths.get(row, 0);
          }
          work.writeSum(slope, beta, dx, row, 2);
        });
  }

  /**
   * The softmax of each row.
   *
   * @param x {@code [batch, units]}
   * @return {@code [batch, units]}, rows that sum to one
   */
  public static Var softmax(Var x) {
    Tape tape = x.tape();
    int units = x.columns();
    Matrix in = x.keep().value();
    Matrix shares = tape.scratch(x.rows(), units);
    Rows.each(
        x.rows(),
        units,
        (row, work) -> {
          double[] numbers = work.read(1, in, row);
          DoubleKernels.softmax(numbers, numbers, 0, units);
          work.write(numbers, shares, row);
        });
    return tape.op("Softmax")
        .with("axis", 1)
        .on(x)
        .gives(shares, dy -> x.accumulate((dx, beta) -> softmaxBackward(shares, dy, beta, dx)))
        .keep();
  }

  private static void softmaxBackward(Matrix shares, Matrix dy, double beta, Matrix dx) {
    Rows.each(
        dx.rows(),
        dx.columns(),
        (row, work) -> {
          double[] slope = work.read(1, dy, row);
          double[] share = work.read(2, shares, row);
          double mean = 0;
          for (int k = 0; k < dx.columns(); k++) {
            mean += share[k] * slope[k];
          }
          for (int k = 0; k < dx.columns(); k++) {
            slope[k] = share[k] * (slope[k] - mean);
          }
          work.writeSum(slope, beta, dx, row, 2);
        });
  }
}
