package org.refold.model.autoencoder;

import java.util.ArrayList;
import java.util.List;
import org.refold.data.Interactions;
import org.refold.kernel.Activation;
import org.refold.kernel.Matrix;
import org.refold.kernel.Transpose;
import org.refold.nn.Initializer;
import org.refold.nn.Parameter;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Inputs;
import org.refold.nn.op.Layers;
import org.refold.train.Network;
import org.refold.train.Step;

/** The equations of {@link Cdae}. */
final class CdaeNetwork implements Network {

  private final Cdae settings;
  private final Interactions train;
  private final Histories histories;
  private final Parameter encoder;
  private final Parameter nodes;
  private final Parameter hiddenBias;
  private final Parameter decoder;
  private final Parameter outputBias;

  CdaeNetwork(Cdae settings, Interactions train, Mlp.Start start) {
    this.settings = settings;
    this.train = train;
    histories = new Histories(train);
    int items = train.itemCount();
    Initializer uniform = Initializer.uniform(4 * Math.sqrt(6.0 / (items + settings.latent())));
    encoder = weight("encoder", items, uniform, start);
    nodes = weight("user nodes", train.userCount(), uniform, start);
    hiddenBias = bias("hidden bias", settings.latent(), start);
    decoder = settings.tying() == Tying.TIED ? encoder : weight("decoder", items, uniform, start);
    outputBias = bias("output bias", items, start);
  }

  private Parameter weight(String name, int rows, Initializer from, Mlp.Start start) {
    return Parameter.drawn(
        name,
        Parameter.Role.WEIGHT,
        start.precision(),
        rows,
        settings.latent(),
        from,
        start.seed());
  }

  private static Parameter bias(String name, int columns, Mlp.Start start) {
    return Parameter.of(name, Parameter.Role.BIAS, Matrix.zeros(start.precision(), 1, columns));
  }

  @Override
  public int examples() {
    return histories.count();
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>(List.of(encoder, nodes, hiddenBias));
    if (decoder != encoder) {
      parameters.add(decoder);
    }
    parameters.add(outputBias);
    return parameters;
  }

  @Override
  public Var loss(Step step) {
    SparseRows users = step.tape().sparseScratch();
    users.clear(train.userCount());
    for (int row = 0; row < step.size(); row++) {
      users.startRow();
      users.add(histories.user(step, row), 1);
    }
    return loss(step.tape(), histories.batch(step), users);
  }

  /**
   * The loss and its penalty: summed over items, mean over users.
   *
   * @param batch histories {@code [batch, items]}
   * @param users {@code [batch, users]}, a one in each row
   */
  Var loss(Tape tape, SparseRows batch, SparseRows users) {
    SparseRows spoilt = read(tape, batch);
    Var node = Layers.embedding(users, tape.parameter(nodes));
    Var hidden = hidden(tape, spoilt, node);
    SparseRows targets =
        settings.outputItems() == OutputItems.ALL
            ? batch
            : SampledTargets.draw(tape, batch, settings.negatives());
    Var loss = reconstruction(tape, hidden, targets);
    return settings.l2() == 0 ? loss : Elements.add(loss, penalty(tape, spoilt, node, targets));
  }

  private Var reconstruction(Tape tape, Var hidden, SparseRows targets) {
    Activation mapping = settings.outputActivation();
    if (settings.outputItems() == OutputItems.ALL) {
      return settings.loss().overAll(inputsOfOutputs(tape, hidden), mapping, targets);
    }
    Var some =
        Layers.observed(hidden, tape.parameter(decoder), tape.parameter(outputBias), targets);
    return settings.loss().overEntries(some, mapping, targets);
  }

  private Var penalty(Tape tape, SparseRows spoilt, Var node, SparseRows targets) {
    CdaePenalty penalty = new CdaePenalty(tape, settings.l2(), node.rows());
    Var ofEncoder =
        Elements.add(penalty.ofRows(tape.parameter(encoder), spoilt), penalty.ofOwn(node));
    Var ofHidden = penalty.ofShared(tape.parameter(hiddenBias), node.rows());
    Var decoderRows = tape.parameter(decoder);
    Var biases = tape.parameter(outputBias);
    Var ofDecoder =
        settings.outputItems() == OutputItems.ALL
            ? Elements.add(
                penalty.ofShared(decoderRows, node.rows()), penalty.ofShared(biases, node.rows()))
            : Elements.add(
                penalty.ofRows(decoderRows, targets), penalty.ofNumbers(biases, targets));
    return Elements.add(Elements.add(ofEncoder, ofHidden), ofDecoder);
  }

  /** The histories as the encoder gets them: spoilt when training, and none at all at dropout 1. */
  private SparseRows read(Tape tape, SparseRows batch) {
    if (settings.dropout() < 1) {
      return Inputs.dropout(tape, batch, settings.dropout(), "input");
    }
    SparseRows none = tape.sparseScratch();
    none.clear(batch.columns());
    for (int row = 0; row < batch.rows(); row++) {
      none.startRow();
    }
    return none;
  }

  private Var hidden(Tape tape, SparseRows read, Var node) {
    Var sum = Elements.add(Layers.embedding(read, tape.parameter(encoder)), node);
    Var bias = everywhere(tape, tape.parameter(hiddenBias), read.rows());
    return Elements.activate(Elements.add(sum, bias), settings.activation());
  }

  /** One row {@code [1, columns]} for each of so many rows. */
  private static Var everywhere(Tape tape, Var row, int rows) {
    SparseRows ones = tape.sparseScratch();
    ones.clear(1);
    for (int k = 0; k < rows; k++) {
      ones.startRow();
      ones.add(0, 1);
    }
    return Layers.embedding(ones, row);
  }

  private Var inputsOfOutputs(Tape tape, Var hidden) {
    return Layers.dense(
        hidden,
        tape.parameter(decoder),
        Transpose.YES,
        tape.parameter(outputBias),
        Activation.IDENTITY);
  }

  /**
   * The scores of histories of users whose nodes are given.
   *
   * @param node {@code [batch, latent]}
   * @return {@code [batch, items]}, before the output mapping
   */
  Var scores(Tape tape, SparseRows batch, Var node) {
    return inputsOfOutputs(tape, hidden(tape, read(tape, batch), node));
  }

  /** A node for each user of the training data, {@code [users, latent]}. */
  Matrix nodes() {
    return nodes.value();
  }

  /** The weights of the decoder, {@code [items, latent]}. */
  Matrix itemVectors() {
    return decoder.value();
  }

  @Override
  public CdaeScorer model() {
    return new CdaeScorer(this, train);
  }
}
