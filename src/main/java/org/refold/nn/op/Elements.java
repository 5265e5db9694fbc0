package org.refold.nn.op;

import java.util.function.Consumer;
import org.refold.kernel.Activation;
import org.refold.kernel.DoubleKernels;
import org.refold.kernel.Matrix;
import org.refold.nn.Arithmetic;
import org.refold.nn.Operation;
import org.refold.nn.Rows;
import org.refold.nn.Tape;
import org.refold.nn.Var;

/** Operations on each element by itself. */
public final class Elements {

  private Elements() {}

  /** {@code f(x)}, of the shape of x. */
  public static Var activate(Var x, Activation f) {
    Tape tape = x.tape();
    Arithmetic math = tape.arithmetic();
    Matrix in = x.keep().value();
    Matrix out = tape.scratch(x.rows(), x.columns());
    math.activate(f, in, null, out);
    return operator(tape, f)
        .on(x)
        .gives(
            out, dy -> x.accumulate((dx, beta) -> math.activateBackward(f, in, out, dy, beta, dx)))
        .keep();
  }

  private static Operation operator(Tape tape, Activation f) {
    Operation operation = tape.op(name(f));
    return f == Activation.GELU ? operation.with("approximate", "tanh") : operation;
  }

  /** What ONNX calls an activation; its constants are the defaults there. */
  static String name(Activation f) {
    return switch (f) {
      case IDENTITY -> "Identity";
      case SIGMOID -> "Sigmoid";
      case TANH -> "Tanh";
      case RELU -> "Relu";
      case ELU -> "Elu";
      case SELU -> "Selu";
      case SOFTPLUS -> "Softplus";
      case SWISH -> "Swish";
      case GELU -> "Gelu";
    };
  }

  /** {@code a + b}, of one shape. */
  public static Var add(Var a, Var b) {
    return combine(1, a, 1, b);
  }

  /** {@code a - b}, of one shape. */
  public static Var subtract(Var a, Var b) {
    return combine(1, a, -1, b);
  }

  /** {@code alpha a + beta b}, of one shape: such as a loss with a weighted penalty. */
  public static Var combine(double alpha, Var a, double beta, Var b) {
    Tape tape = a.tape();
    Arithmetic math = tape.arithmetic();
    Matrix sum = tape.scratch(a.rows(), a.columns());
    math.add(alpha, a.keep().value(), 0, sum);
    math.add(beta, b.keep().value(), 1, sum);
    return combination(tape, alpha, beta)
        .on(a, b)
        .gives(
            sum,
            dy -> {
              a.accumulate((da, old) -> math.add(alpha, dy, old, da));
              b.accumulate((db, old) -> math.add(beta, dy, old, db));
            });
  }

  private static Operation combination(Tape tape, double alpha, double beta) {
    if (alpha == 1 && Math.abs(beta) == 1) {
      return tape.op(beta == 1 ? "Add" : "Sub");
    }
    return tape.op("Combine").with("alpha", alpha).with("beta", beta);
  }

  /** {@code factor x}. */
  public static Var scale(double factor, Var x) {
    Tape tape = x.tape();
    Arithmetic math = tape.arithmetic();
    Matrix scaled = tape.scratch(x.rows(), x.columns());
    math.add(factor, x.keep().value(), 0, scaled);
    return tape.op("Scale")
        .with("factor", factor)
        .on(x)
        .gives(scaled, dy -> x.accumulate((dx, beta) -> math.add(factor, dy, beta, dx)));
  }

  /**
   * The same numbers, whose gradient is looked at on the way back.
   *
   * @param seen is told the gradient {@code [rows, columns]}, which stays as it is until the tape
   *     begins its next step
   */
  public static Var watched(Var x, Consumer<Matrix> seen) {
    Tape tape = x.tape();
    Arithmetic math = tape.arithmetic();
    Matrix copy = tape.scratch(x.rows(), x.columns());
    math.add(1, x.keep().value(), 0, copy);
    return tape.op("Identity")
        .on(x)
        .gives(
            copy,
            dy -> {
              seen.accept(dy);
              x.accumulate((dx, beta) -> math.add(1, dy, beta, dx));
            });
  }

  /** {@code a b}, element by element, of one shape. */
  public static Var multiply(Var a, Var b) {
    Tape tape = a.tape();
    Arithmetic math = tape.arithmetic();
    Matrix left = a.keep().value();
    Matrix right = b.keep().value();
    Matrix product = tape.scratch(a.rows(), a.columns());
    math.multiplyElements(1, left, right, 0, product);
    return tape.op("Mul")
        .on(a, b)
        .gives(
            product,
            dy -> {
              a.accumulate((da, beta) -> math.multiplyElements(1, dy, right, beta, da));
              b.accumulate((db, beta) -> math.multiplyElements(1, dy, left, beta, db));
            });
  }

  /** {@code exp(x)}. */
  public static Var exp(Var x) {
    Tape tape = x.tape();
    Matrix in = x.keep().value();
    Matrix powers = tape.scratch(x.rows(), x.columns());
    Rows.each(
        x.rows(),
        x.columns(),
        (row, work) -> {
          double[] numbers = work.read(1, in, row);
          DoubleKernels.exp(numbers, numbers, 0, in.columns());
          work.write(numbers, powers, row);
        });
    return tape.op("Exp")
        .on(x)
        .gives(
            powers,
            dy ->
                x.accumulate(
                    (dx, beta) -> tape.arithmetic().multiplyElements(1, dy, powers, beta, dx)))
        .keep();
  }

  /** {@code a / b}, element by element, of one shape. */
  public static Var divide(Var a, Var b) {
    Tape tape = a.tape();
    Matrix left = a.keep().value();
    Matrix right = b.keep().value();
    Matrix quotient = tape.scratch(a.rows(), a.columns());
    Matrix ofLeft = tape.scratch(a.rows(), a.columns());
    Matrix ofRight = tape.scratch(a.rows(), a.columns());
    Rows.each(
        a.rows(),
        a.columns(),
        (row, work) -> {
          double[] x = work.read(1, left, row);
          double[] y = work.read(2, right, row);
          double[] slope = work.scratch(3, a.columns());
          for (int k = 0; k < a.columns(); k++) {
            slope[k] = -x[k] / (y[k] * y[k]);
            x[k] /= y[k];
            y[k] = 1 / y[k];
          }
          work.write(x, quotient, row);
          work.write(y, ofLeft, row);
          work.write(slope, ofRight, row);
        });
    return tape.op("Div")
        .on(a, b)
        .gives(
            quotient,
            dy -> {
              a.accumulate(
                  (da, beta) -> tape.arithmetic().multiplyElements(1, dy, ofLeft, beta, da));
              b.accumulate(
                  (db, beta) -> tape.arithmetic().multiplyElements(1, dy, ofRight, beta, db));
            });
  }

  /** The natural logarithm, of positive numbers. */
  public static Var log(Var x) {
    Tape tape = x.tape();
    Matrix in = x.keep().value();
    Matrix logs = tape.scratch(x.rows(), x.columns());
    Matrix slopes = tape.scratch(x.rows(), x.columns());
    Rows.each(
        x.rows(),
        x.columns(),
        (row, work) -> {
          double[] numbers = work.read(1, in, row);
          double[] slope = work.scratch(2, x.columns());
          for (int k = 0; k < x.columns(); k++) {
            slope[k] = 1 / numbers[k];
            numbers[k] = Math.log(numbers[k]);
          }
          work.write(numbers, logs, row);
          work.write(slope, slopes, row);
        });
    return tape.op("Log")
        .on(x)
        .gives(
            logs,
            dy ->
                x.accumulate(
                    (dx, beta) -> tape.arithmetic().multiplyElements(1, dy, slopes, beta, dx)));
  }

  /** {@code x + number}. */
  public static Var shift(Var x, double number) {
    Tape tape = x.tape();
    Matrix in = x.value();
    Matrix shifted = tape.scratch(x.rows(), x.columns());
    tape.arithmetic().add(1, in, 0, shifted);
    tape.arithmetic().totals().addConstant(number, 1, shifted);
    return tape.op("Shift")
        .with("number", number)
        .on(x)
        .gives(shifted, dy -> x.accumulate((dx, beta) -> tape.arithmetic().add(1, dy, beta, dx)));
  }
}
