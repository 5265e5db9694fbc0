package org.refold.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Function;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.nn.Mode;
import org.refold.nn.Parameter;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.op.Golden;
import org.refold.nn.op.Products;

/** Holds the gradients of layers in double precision to finite differences. */
final class LayerGradients {

  private LayerGradients() {}

  /**
   * Checks every number of every parameter.
   *
   * @param parameters those of the layer, and inputs
   * @param layer its output on a tape
   */
  static void againstDifferences(List<Parameter> parameters, Function<Tape, Var> layer) {
    try (Tape tape = Tape.ofDoubles()) {
      tape.backward(weighted(tape, layer));
      double step = 1e-5;
      for (Parameter parameter : parameters) {
        Matrix gradient = parameter.gradient().filled();
        Matrix x = parameter.value();
        for (int row = 0; row < x.rows(); row++) {
          for (int column = 0; column < x.columns(); column++) {
            double old = x.get(row, column);
            x.set(row, column, old + step);
            double above = weighted(tape, layer).item();
            x.set(row, column, old - step);
            double below = weighted(tape, layer).item();
            x.set(row, column, old);
            assertThat(gradient.get(row, column))
                .as("%s at (%d, %d)", parameter.name(), row, column)
                .isCloseTo((above - below) / (2 * step), within(1e-8));
          }
        }
      }
    }
  }

  /** A sum of the outputs with weights of which no two are equal. */
  private static Var weighted(Tape tape, Function<Tape, Var> layer) {
    tape.begin(Mode.TRAINING, 5, 3);
    Var y = layer.apply(tape);
    Matrix left = Golden.sines(Precision.DOUBLE, 1.3, 1, 1, y.rows()).value();
    Matrix right = Golden.sines(Precision.DOUBLE, .7, 1, y.columns(), 1).value();
    return Products.multiply(Products.multiply(tape.constant(left), y), tape.constant(right));
  }
}
