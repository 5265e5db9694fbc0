package org.refold.nn.op;

import org.refold.kernel.Activation;
import org.refold.kernel.DoubleKernels;
import org.refold.kernel.Matrix;
import org.refold.nn.Arithmetic;
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
    Var y = tape.output(out, x).keep();
    tape.onBackward(
        y, dy -> x.accumulate((dx, beta) -> math.activateBackward(f, in, out, dy, beta, dx)));
    return y;
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
    Var y = tape.output(sum, a, b);
    tape.onBackward(
        y,
        dy -> {
          a.accumulate((da, old) -> math.add(alpha, dy, old, da));
          b.accumulate((db, old) -> math.add(beta, dy, old, db));
        });
    return y;
  }

  /** {@code factor x}. */
  public static Var scale(double factor, Var x) {
    Tape tape = x.tape();
    Arithmetic math = tape.arithmetic();
    Matrix scaled = tape.scratch(x.rows(), x.columns());
    math.add(factor, x.keep().value(), 0, scaled);
    Var y = tape.output(scaled, x);
    tape.onBackward(y, dy -> x.accumulate((dx, beta) -> math.add(factor, dy, beta, dx)));
    return y;
  }

  /** {@code a b}, element by element, of one shape. */
  public static Var multiply(Var a, Var b) {
    Tape tape = a.tape();
    Arithmetic math = tape.arithmetic();
    Matrix left = a.keep().value();
    Matrix right = b.keep().value();
    Matrix product = tape.scratch(a.rows(), a.columns());
    math.multiplyElements(1, left, right, 0, product);
    Var y = tape.output(product, a, b);
    tape.onBackward(
        y,
        dy -> {
          a.accumulate((da, beta) -> math.multiplyElements(1, dy, right, beta, da));
          b.accumulate((db, beta) -> math.multiplyElements(1, dy, left, beta, db));
        });
    return y;
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
    Var y = tape.output(powers, x).keep();
    tape.onBackward(
        y,
        dy ->
            x.accumulate(
                (dx, beta) -> tape.arithmetic().multiplyElements(1, dy, powers, beta, dx)));
    return y;
  }
}
