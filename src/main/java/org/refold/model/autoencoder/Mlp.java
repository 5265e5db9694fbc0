package org.refold.model.autoencoder;

import java.util.ArrayList;
import java.util.List;
import org.refold.kernel.Activation;
import org.refold.kernel.Precision;
import org.refold.nn.Initializer;
import org.refold.nn.Parameter;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.op.Layers;

/**
 * Dense layers one after the other, {@code y = f(x W + b)} each: as Liang et al. 2018 initialise
 * them, weights normal with variance {@code 2 / (in + out)}, biases normal with deviation 0.001 cut
 * at two of them.
 */
final class Mlp {

  /** How the numbers of a network begin and how they are stored. */
  record Start(Precision precision, long seed) {}

  private record Layer(Parameter weight, Parameter bias, Activation activation) {}

  private static final double BIAS_DEVIATION = 0.001;

  private final List<Layer> layers = new ArrayList<>();

  /**
   * @param name begins the names of all parameters
   * @param units of the input, of each hidden layer, of the output
   * @param hidden the activation between layers
   * @param last the activation of the output
   * @param start how the numbers begin
   */
  Mlp(String name, List<Integer> units, Activation hidden, Activation last, Start start) {
    this(name, units, hidden, last, start, Initializer.xavierNormal());
  }

  /** The same with weights, not biases, that are drawn in another way. */
  Mlp(
      String name,
      List<Integer> units,
      Activation hidden,
      Activation last,
      Start start,
      Initializer weights) {
    for (int k = 1; k < units.size(); k++) {
      String layer = name + " " + k;
      int in = units.get(k - 1);
      int out = units.get(k);
      layers.add(
          new Layer(
              drawn(layer, Parameter.Role.WEIGHT, in, out, weights, start),
              drawn(
                  layer + " bias",
                  Parameter.Role.BIAS,
                  1,
                  out,
                  Initializer.truncatedNormal(BIAS_DEVIATION),
                  start),
              k == units.size() - 1 ? last : hidden));
    }
  }

  private static Parameter drawn(
      String name, Parameter.Role role, int rows, int columns, Initializer from, Start start) {
    return Parameter.drawn(name, role, start.precision(), rows, columns, from, start.seed());
  }

  /** Weights and biases, layer by layer. */
  List<Parameter> parameters() {
    return layers.stream().flatMap(layer -> List.of(layer.weight, layer.bias).stream()).toList();
  }

  /**
   * The output for a sparse batch, whose first layer is a sum of rows of weights.
   *
   * @param x {@code [batch, in]}
   * @return {@code [batch, out]}
   */
  Var apply(Tape tape, SparseRows x) {
    Layer first = layers.get(0);
    Var y =
        Layers.sparse(
            x, tape.parameter(first.weight), tape.parameter(first.bias), first.activation);
    return apply(tape, y, 1);
  }

  /**
   * The output for a dense batch.
   *
   * @param x {@code [batch, in]}
   * @return {@code [batch, out]}
   */
  Var apply(Tape tape, Var x) {
    return apply(tape, x, 0);
  }

  private Var apply(Tape tape, Var x, int from) {
    Var y = x;
    for (Layer layer : layers.subList(from, layers.size())) {
      y =
          Layers.dense(
              y, tape.parameter(layer.weight), tape.parameter(layer.bias), layer.activation);
    }
    return y;
  }
}
