package org.refold.nn.op;

import java.util.Locale;
import org.refold.kernel.Matrix;
import org.refold.nn.Arithmetic;
import org.refold.nn.Rows;
import org.refold.nn.Scaling;
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
    checkRow("gain", gain, x);
    checkRow("shift", shift, x);
    Tape tape = x.tape();
    Arithmetic math = tape.arithmetic();
    int units = x.columns();
    Matrix in = x.keep().value();
    Matrix gains = gain.keep().value();
    Matrix value = tape.scratch(x.rows(), units);
    Matrix statistics = tape.scratch(x.rows(), 2);
    math.scaling().layerNorm(in, gains, shift.value(), epsilon, value, statistics);
    return tape.op("LayerNormalization")
        .with("axis", -1)
        .with("epsilon", epsilon)
        .on(x, gain, shift)
        .gives(
            value,
            dy -> {
              Matrix ofGain = tape.scratch(Scaling.blocks(x.rows()), units);
              Matrix ofShift = tape.scratch(Scaling.blocks(x.rows()), units);
              math.scaling().layerNormBackward(in, gains, statistics, dy, ofGain, ofShift);
              gain.accumulate((dg, beta) -> math.sumRows(ofGain, beta, dg));
              shift.accumulate((db, beta) -> math.sumRows(ofShift, beta, db));
              x.accumulateTaking(dy);
            });
  }

  private static void checkRow(String name, Var row, Var x) {
    if (row.rows() != 1 || row.columns() != x.columns()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the %s is [%d, %d], but rows of %d units need [1, %d]",
              name,
              row.rows(),
              row.columns(),
              x.columns(),
              x.columns()));
    }
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
    Scaling scaling = tape.arithmetic().scaling();
    Matrix shares = tape.scratch(x.rows(), x.columns());
    scaling.softmax(x.value(), shares);
    return tape.op("Softmax")
        .with("axis", 1)
        .on(x)
        .gives(
            shares,
            dy -> {
              scaling.softmaxBackward(shares, dy);
              x.accumulateTaking(dy);
            })
        .keep();
  }
}
