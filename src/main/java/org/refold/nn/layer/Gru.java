package org.refold.nn.layer;

import org.jspecify.annotations.Nullable;
import org.refold.kernel.Activation;
import org.refold.nn.Initializer;
import org.refold.nn.Parameter;
import org.refold.nn.Ragged;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.op.Recurrent;

/**
 * A gated recurrent unit over sequences of different lengths (Cho et al. 2014): update gate z,
 * reset gate r, candidate n.
 *
 * <pre>
 *   r, z = s(W x + U h + b + c)
 *   n = tanh(W x + b + r (U h + c)),  h' = (1 - z) n + z h        {@link Form#AFTER_PRODUCT}
 *   n = tanh(W x + b + U (r h)),      h' = (1 - z) h + z n        {@link Form#BEFORE_PRODUCT}
 * </pre>
 */
public final class Gru {

  /** Where the reset gate acts. */
  public enum Form {
    /** On the product with the state, as PyTorch and cuDNN have it. */
    AFTER_PRODUCT,
    /** On the state, as Cho et al. 2014 and the authors' GRU4Rec have it; without c. */
    BEFORE_PRODUCT
  }

  private final Dense input;
  private final Parameter state;
  private final @Nullable Parameter stateBias;

  Gru(
      Scope scope,
      String name,
      int in,
      int units,
      Form form,
      Initializer weights,
      Initializer biases) {
    Activation linear = Activation.IDENTITY;
    input = scope.dense(name + " input", in, 3 * units, linear, weights, biases);
    state = scope.weight(name + " state", units, 3 * units, weights);
    stateBias =
        form == Form.AFTER_PRODUCT ? scope.bias(name + " state bias", 3 * units, biases) : null;
  }

  /** The state after each row, {@code [rows, units]}; sequences begin with zeros. */
  public Ragged apply(Ragged x) {
    return apply(x, null);
  }

  /**
   * The state after each row.
   *
   * @param x rows {@code [rows, in]}
   * @param start what sequences begin with, {@code [segments, units]}
   * @return rows {@code [rows, units]}
   */
  public Ragged apply(Ragged x, @Nullable Var start) {
    Tape tape = x.rows().tape();
    Ragged sums = x.map(input::apply);
    Var u = tape.parameter(state);
    return stateBias == null
        ? Recurrent.gruResetBefore(sums, u, start)
        : Recurrent.gru(sums, u, tape.parameter(stateBias), start);
  }
}
