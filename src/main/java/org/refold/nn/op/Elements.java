package org.refold.nn.op;

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
}
