package org.refold.train.neural;

import org.refold.kernel.Activation;
import org.refold.nn.Initializer;
import org.refold.nn.Parameter;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.Dense;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.layer.Mlp;
import org.refold.nn.layer.Scope;
import org.refold.nn.op.Inputs;

/**
 * Dense layers from items to a code and their mirror image back, as most autoencoders of histories
 * have them. A history enters divided by its length; the output is linear. Weights are Xavier,
 * normal, and biases those of {@link Dense}. What training corrupts, draws and compares is for
 * subclasses to say.
 */
public abstract class MirroredNetwork implements HistoryNetwork {

  /** From histories to the code. */
  protected final Mlp encoder;

  /** From the code to outputs. */
  protected final Mlp decoder;

  private final int latent;

  /**
   * @param items of a history
   * @param hidden layers of the encoder
   * @param latent units of the code
   * @param f activation of the hidden layers
   * @param code activation of the code
   */
  protected MirroredNetwork(
      Scope scope, int items, LayerSizes hidden, int latent, Activation f, Activation code) {
    this(scope, items, hidden, latent, latent, f, code);
  }

  /**
   * @param moments outputs of the encoder, where a code has more than one number a unit
   */
  protected MirroredNetwork(
      Scope scope,
      int items,
      LayerSizes hidden,
      int moments,
      int latent,
      Activation f,
      Activation code) {
    Initializer xavier = Initializer.xavierNormal();
    this.latent = latent;
    encoder = scope.mlp("encoder", hidden.between(items, moments), f, code, xavier);
    decoder =
        scope.mlp(
            "decoder", hidden.mirrored().between(latent, items), f, Activation.IDENTITY, xavier);
  }

  @Override
  public Var encode(Tape tape, SparseRows x) {
    return codes(tape, Inputs.normalised(tape, x));
  }

  /**
   * The codes of input; a subclass whose code is not what the encoder gives overrides this.
   *
   * @param input {@code [batch, items]}, divided by its length already
   */
  public Var codes(Tape tape, SparseRows input) {
    return encoder.apply(tape, input);
  }

  /** The first weights {@code [items, units]}. */
  public final Parameter inputWeights() {
    return encoder.layers().get(0).weight();
  }

  @Override
  public Var decode(Var z) {
    return decoder.apply(z);
  }

  @Override
  public int latent() {
    return latent;
  }

  @Override
  public Dense output() {
    return decoder.last();
  }
}
