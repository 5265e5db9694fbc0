package org.refold.model.autoencoder;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.refold.kernel.Activation;
import org.refold.nn.Initializer;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.Dense;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.layer.Norm;
import org.refold.nn.layer.Scope;
import org.refold.nn.op.Elements;
import org.refold.settings.BadInputException;

/**
 * Dense layers of one size whose sums take in all outputs before, {@code h_j = LN(swish(h_(j-1) W_j
 * + c_j + h_1 + ... + h_(j-1)))}: the encoder of {@link RecVae}. Weights and biases are uniform up
 * to 1 / sqrt(units that come in).
 */
final class DenselyConnected {

  /** Added to the variance in layer normalisation. */
  private static final double EPSILON = 0.1;

  private final List<Dense> layers = new ArrayList<>();
  private final List<Norm> norms = new ArrayList<>();

  /**
   * @param name of the layers
   * @param in units that come in
   * @param hidden layers, all of one size
   */
  DenselyConnected(Scope s, String name, int in, LayerSizes hidden) {
    int units = in;
    for (int size : hidden.units()) {
      String layer = name + " " + (layers.size() + 1);
      layers.add(linear(s, layer, units, size));
      norms.add(s.norm(layer + " norm", size, EPSILON));
      units = size;
    }
  }

  /**
   * @throws BadInputException if there is no layer, or layers differ in size
   */
  static void check(LayerSizes hidden) {
    if (new HashSet<>(hidden.units()).size() != 1) {
      throw new BadInputException(
          "hidden is %s, but each layer is added to those before: give layers of one size, such as 600x600"
              .formatted(hidden));
    }
  }

  /** A linear layer whose weights and biases are uniform up to 1 / sqrt(in). */
  static Dense linear(Scope s, String name, int in, int out) {
    Initializer uniform = Initializer.uniform(1 / Math.sqrt(in));
    return s.dense(name, in, out, Activation.IDENTITY, uniform, uniform);
  }

  /** The output {@code [batch, units]} of the last layer for a sparse batch. */
  Var apply(Tape tape, SparseRows x) {
    return onwards(layers.get(0).apply(tape, x));
  }

  /** The output {@code [batch, units]} of the last layer for a dense batch. */
  Var apply(Var x) {
    return onwards(layers.get(0).apply(x));
  }

  private Var onwards(Var first) {
    Var h = normalised(0, first);
    Var sum = h;
    for (int k = 1; k < layers.size(); k++) {
      h = normalised(k, Elements.add(layers.get(k).apply(h), sum));
      sum = k + 1 < layers.size() ? Elements.add(sum, h) : sum;
    }
    return h;
  }

  private Var normalised(int layer, Var x) {
    return norms.get(layer).apply(Elements.activate(x, Activation.SWISH));
  }
}
