package org.refold.model.autoencoder;

import java.util.List;
import org.refold.data.Interactions;
import org.refold.nn.Parameter;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.train.Step;

/** The equations of {@link MultDae}. */
final class MultDaeNetwork implements Reconstruction {

  private final MultDae settings;
  private final Histories histories;
  private final MultNetwork halves;
  private final ReconstructionScorer model;

  MultDaeNetwork(MultDae settings, Interactions train, Mlp.Start start) {
    this.settings = settings;
    histories = new Histories(train);
    halves =
        new MultNetwork(
            new MultNetwork.Shape(
                train.itemCount(),
                settings.hidden(),
                settings.latent(),
                settings.latent(),
                settings.activation(),
                settings.activation(),
                settings.dropout(),
                settings.codeDropout()),
            start);
    model = new ReconstructionScorer(train.items(), this);
  }

  @Override
  public int examples() {
    return histories.count();
  }

  @Override
  public List<Parameter> parameters() {
    return halves.parameters();
  }

  @Override
  public Var loss(Step step) {
    return loss(step.tape(), histories.batch(step));
  }

  /** The loss of a batch {@code [batch, items]}: summed over items, mean over users. */
  Var loss(Tape tape, SparseRows batch) {
    Var outputs = decode(tape, code(tape, batch));
    return settings.likelihood().negativeLog(outputs, batch);
  }

  @Override
  public int latent() {
    return settings.latent();
  }

  @Override
  public Var code(Tape tape, SparseRows batch) {
    return halves.encode(tape, batch);
  }

  @Override
  public Var decode(Tape tape, Var code) {
    return halves.decode(tape, code);
  }

  @Override
  public ReconstructionScorer model() {
    return model;
  }
}
