package org.refold.model.autoencoder;

import org.refold.kernel.Activation;
import org.refold.nn.Initializer;
import org.refold.nn.Parameter;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.Embedding;
import org.refold.nn.layer.Readout;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Inputs;
import org.refold.nn.op.Layers;
import org.refold.train.Step;
import org.refold.train.batch.Histories;
import org.refold.train.batch.NegativeSampler;
import org.refold.train.neural.UserHistoryNetwork;

/** The equations of {@link Cdae}. */
final class CdaeNetwork implements UserHistoryNetwork {

  private final Cdae settings;
  private final Embedding encoder;
  private final Embedding users;
  private final Parameter hiddenBias;
  private final Readout items;

  CdaeNetwork(Cdae settings, Sizes n, Scope s) {
    this.settings = settings;
    int latent = settings.latent();
    Initializer uniform = Initializer.uniform(4 * Math.sqrt(6.0 / (n.items() + latent)));
    encoder = s.embedding("encoder", n.items(), latent, uniform);
    users = s.embedding("user nodes", n.users(), latent, uniform);
    hiddenBias = s.bias("hidden bias", latent, Initializer.zeros());
    Parameter decoder =
        settings.tying() == Tying.TIED
            ? encoder.table()
            : s.weight("decoder", n.items(), latent, uniform);
    items = new Readout(decoder, s.bias("output bias", n.items(), Initializer.zeros()));
  }

  @Override
  public Var loss(Step<Histories.Batch> step) {
    return loss(step.tape(), step.batch().items(), step.batch().users());
  }

  /**
   * The loss and its penalty: summed over items, mean over users.
   *
   * @param x histories {@code [batch, items]}
   * @param whose {@code [batch, users]}, a one in each row
   */
  Var loss(Tape tape, SparseRows x, SparseRows whose) {
    SparseRows corrupted = corrupted(tape, x);
    Var node = users.apply(tape, whose);
    Var z = hidden(tape, corrupted, node);
    boolean all = settings.outputItems() == OutputItems.ALL;
    SparseRows targets = all ? x : NegativeSampler.draw(tape, x, settings.negatives());
    Activation g = settings.outputActivation();
    Var error =
        all
            ? settings.loss().overAll(items.all(z, Activation.IDENTITY), g, targets)
            : settings.loss().overEntries(items.some(z, targets), g, targets);
    return settings.l2() == 0
        ? error
        : Elements.add(
            error,
            new TouchedSquares(tape, settings.l2(), node.rows())
                .of(encoder, corrupted, node, hiddenBias, items, all ? null : targets));
  }

  /** The histories as the encoder gets them: none at all at dropout 1. */
  private SparseRows corrupted(Tape tape, SparseRows x) {
    return settings.dropout() < 1
        ? Inputs.dropout(tape, x, settings.dropout(), "input")
        : Inputs.empty(tape, x.rows(), x.columns());
  }

  private Var hidden(Tape tape, SparseRows x, Var node) {
    Var sum = Elements.add(encoder.apply(tape, x), node);
    return Elements.activate(
        Layers.addToRows(sum, tape.parameter(hiddenBias)), settings.activation());
  }

  @Override
  public Var encode(Tape tape, SparseRows x, Var node) {
    return hidden(tape, corrupted(tape, x), node);
  }

  @Override
  public Embedding users() {
    return users;
  }

  @Override
  public Readout items() {
    return items;
  }
}
