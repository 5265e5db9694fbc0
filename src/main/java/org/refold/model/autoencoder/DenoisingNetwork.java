package org.refold.model.autoencoder;

import org.refold.kernel.Activation;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.nn.op.Inputs;
import org.refold.train.Step;
import org.refold.train.batch.Histories;
import org.refold.train.neural.DifferentiableInput;
import org.refold.train.neural.Likelihood;
import org.refold.train.neural.MirroredNetwork;

/**
 * The equations of {@link Dae}, which are those of {@link Autoencoder} without corruption, and of
 * {@link Sdae} after pre-training.
 */
class DenoisingNetwork extends MirroredNetwork implements DifferentiableInput {

  private final Likelihood likelihood;
  private final Corruption corruption;
  private final Emphasis emphasis;

  DenoisingNetwork(
      Sizes n,
      Scope s,
      LayerSizes hidden,
      int latent,
      Activation activation,
      Likelihood likelihood,
      Corruption corruption,
      Emphasis emphasis) {
    super(s, n.items(), hidden, latent, activation, activation);
    this.likelihood = likelihood;
    this.corruption = corruption;
    this.emphasis = emphasis;
  }

  @Override
  public Var loss(Step<Histories.Batch> step) {
    return loss(step.tape(), step.batch().items());
  }

  /** The loss of a batch {@code [batch, items]}: summed over items, mean over users. */
  Var loss(Tape tape, SparseRows x) {
    SparseRows corrupted = corrupted(tape, x);
    Var outputs = decode(encoder.apply(tape, corrupted));
    return emphasis.equals(Emphasis.none())
        ? likelihood.negativeLog(outputs, x)
        : emphasis.negativeLog(likelihood, outputs, x, corruption.changed(tape, x, corrupted));
  }

  /** First the length, then the corruption, which would change the lengths otherwise. */
  SparseRows corrupted(Tape tape, SparseRows x) {
    return corruption.of(tape, Inputs.normalised(tape, x));
  }
}
