package org.refold.nn.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.nn.Gradient;
import org.refold.nn.Parameter;
import org.refold.nn.Tape;
import org.refold.nn.Var;

/** Holds operations to finite differences, and single precision to double. */
final class GradientCheck {

  private GradientCheck() {}

  /** In double precision, at each number of each input. */
  static void againstDifferences(Case operation) {
    try (Tape tape = Tape.ofDoubles()) {
      List<Parameter> inputs = operation.inputs(Precision.DOUBLE, 11);
      tape.backward(operation.weighted(tape, inputs));
      double step = 1e-5;
      for (Parameter input : inputs) {
        Matrix gradient = input.gradient().filled();
        Matrix x = input.value();
        for (int row = 0; row < x.rows(); row++) {
          for (int column = 0; column < x.columns(); column++) {
            double old = x.get(row, column);
            x.set(row, column, old + step);
            double above = operation.weighted(tape, inputs).item();
            x.set(row, column, old - step);
            double below = operation.weighted(tape, inputs).item();
            x.set(row, column, old);
            assertThat(gradient.get(row, column))
                .as("%s at (%d, %d)", input, row, column)
                .isCloseTo((above - below) / (2 * step), within(1e-8));
          }
        }
      }
    }
  }

  /** Value and gradients, also when memory is used for the second time. */
  static void singleAgainstDouble(Case operation) {
    try (Tape singles = Tape.ofFloats();
        Tape doubles = Tape.ofDoubles()) {
      List<Parameter> inputs = operation.inputs(Precision.FLOAT, 12);
      List<Parameter> expected = operation.inputs(Precision.DOUBLE, 12);
      for (int repetition = 0; repetition < 2; repetition++) {
        Tape.forgetGradients(inputs);
        Tape.forgetGradients(expected);
        Var y = operation.weighted(singles, inputs);
        Var z = operation.weighted(doubles, expected);
        assertThat(y.item()).isCloseTo(z.item(), within(2e-5));
        singles.backward(y);
        doubles.backward(z);
        for (int k = 0; k < inputs.size(); k++) {
          assertClose(inputs.get(k).gradient(), expected.get(k).gradient());
        }
      }
    }
  }

  private static void assertClose(Gradient actual, Gradient expected) {
    assertThat(actual.extent()).isEqualTo(expected.extent());
    Matrix a = actual.filled();
    Matrix e = expected.filled();
    for (int row = 0; row < a.rows(); row++) {
      for (int column = 0; column < a.columns(); column++) {
        assertThat(a.get(row, column)).isCloseTo(e.get(row, column), within(2e-5));
      }
    }
  }
}
