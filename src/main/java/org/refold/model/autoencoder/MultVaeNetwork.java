package org.refold.model.autoencoder;

import java.util.List;
import org.refold.data.Interactions;
import org.refold.kernel.Activation;
import org.refold.nn.Parameter;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.op.Columns;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Losses;
import org.refold.nn.op.Stochastic;
import org.refold.train.Schedule;
import org.refold.train.Step;

/** The equations of {@link MultVae}. */
final class MultVaeNetwork implements Reconstruction {

  /** The two terms of the loss, each {@code [1, 1]} and a mean over users. */
  record Terms(Var negativeLogLikelihood, Var divergence) {

    /** The negative evidence lower bound with a weighted divergence. */
    Var weighted(double beta) {
      return Elements.combine(1, negativeLogLikelihood, beta, divergence);
    }
  }

  private final MultVae settings;
  private final Schedule beta;
  private final Histories histories;
  private final MultNetwork halves;
  private final ReconstructionScorer model;

  MultVaeNetwork(MultVae settings, Interactions train, Mlp.Start start) {
    this.settings = settings;
    beta = settings.annealing();
    histories = new Histories(train);
    halves =
        new MultNetwork(
            new MultNetwork.Shape(
                train.itemCount(),
                settings.hidden(),
                2 * settings.latent(),
                settings.latent(),
                settings.activation(),
                Activation.IDENTITY,
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
    double weight = beta.at(step.number());
    Terms terms = terms(step.tape(), histories.batch(step));
    step.record("beta", weight);
    step.record("kl", terms.divergence().item());
    return terms.weighted(weight);
  }

  /** The terms of the loss of a batch {@code [batch, items]}. */
  Terms terms(Tape tape, SparseRows batch) {
    Var encoded = halves.encode(tape, batch);
    Var mu = means(encoded);
    Var logVariance = Columns.slice(encoded, latent(), 2 * latent());
    Var drawn = Stochastic.gaussian(mu, logVariance, "code");
    double noise = settings.noise();
    Var z = noise == 1 ? drawn : Elements.combine(1 - noise, mu, noise, drawn);
    return new Terms(
        settings.likelihood().negativeLog(decode(tape, z), batch),
        Losses.gaussianDivergence(mu, logVariance));
  }

  @Override
  public int latent() {
    return settings.latent();
  }

  /** The mean of the code: nothing is drawn. */
  @Override
  public Var code(Tape tape, SparseRows batch) {
    return means(halves.encode(tape, batch));
  }

  private Var means(Var encoded) {
    return Columns.slice(encoded, 0, latent());
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
