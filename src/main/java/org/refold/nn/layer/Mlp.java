package org.refold.nn.layer;

import java.util.ArrayList;
import java.util.List;
import org.refold.kernel.Activation;
import org.refold.nn.Initializer;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;

/** {@link Dense} layers one after the other, named "NAME 1", "NAME 2" and so on. */
public final class Mlp {

  private final List<Dense> layers = new ArrayList<>();

  Mlp(
      Scope scope,
      String name,
      List<Integer> units,
      Activation hidden,
      Activation last,
      Initializer weights,
      Initializer biases) {
    for (int k = 1; k < units.size(); k++) {
      Activation f = k == units.size() - 1 ? last : hidden;
      layers.add(scope.dense(name + " " + k, units.get(k - 1), units.get(k), f, weights, biases));
    }
  }

  /** The layers, from the input on. */
  public List<Dense> layers() {
    return List.copyOf(layers);
  }

  /** The last layer. */
  public Dense last() {
    return layers.get(layers.size() - 1);
  }

  /**
   * The output for a sparse batch, whose first layer is a sum of rows of weights.
   *
   * @param x {@code [batch, in]}
   * @return {@code [batch, out]}
   */
  public Var apply(Tape tape, SparseRows x) {
    return apply(layers.get(0).apply(tape, x), 1);
  }

  /**
   * The same, where something else enters the first layer as well.
   *
   * @param more {@code [batch, units of the first layer]}, added before its activation
   */
  public Var apply(Tape tape, SparseRows x, Var more) {
    return apply(layers.get(0).apply(tape, x, more), 1);
  }

  /**
   * The output for a dense batch.
   *
   * @param x {@code [batch, in]}
   * @return {@code [batch, out]}
   */
  public Var apply(Var x) {
    return apply(x, 0);
  }

  private Var apply(Var x, int from) {
    Var y = x;
    for (Dense layer : layers.subList(from, layers.size())) {
      y = layer.apply(y);
    }
    return y;
  }
}
