package org.refold.model.sequence;

import java.util.List;
import java.util.Optional;
import org.refold.kernel.Activation;
import org.refold.nn.Initializer;
import org.refold.nn.Parameter;
import org.refold.nn.Ragged;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.Embedding;
import org.refold.nn.layer.Gru;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.layer.Mlp;
import org.refold.nn.layer.Readout;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.nn.op.CatalogueLoss;
import org.refold.nn.op.Columns;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Losses;
import org.refold.nn.op.Segmented;
import org.refold.nn.op.Stochastic;
import org.refold.train.Schedule;
import org.refold.train.Step;
import org.refold.train.batch.NegativeSampler;
import org.refold.train.batch.Sequences;
import org.refold.train.neural.GaussianCode;
import org.refold.train.neural.SequenceNetwork;

/** The equations of {@link Svae}. */
final class SvaeNetwork implements SequenceNetwork {

  private final SvaeDetails details;
  private final int latent;
  private final NextItemTargets targets;
  private final Schedule annealing;
  private final Embedding items;
  private final Gru gru;
  private final Mlp encoder;
  private final Mlp decoder;
  private final Readout output;

  SvaeNetwork(Svae settings, Sizes n, Scope s) {
    details = settings.details();
    latent = settings.latent();
    targets = new NextItemTargets(settings.nextItems(), details);
    annealing = GaussianCode.annealing(settings.beta(), settings.annealSteps());
    int state = settings.state();
    Initializer xavier = Initializer.xavierNormal();
    Initializer uniform = Initializer.uniform(1 / Math.sqrt(state));
    LayerSizes back = settings.hidden().mirrored();
    items = s.embedding("items", n.items(), settings.embedding(), Initializer.normal(1));
    gru = s.gru("gru", settings.embedding(), state, Gru.Form.AFTER_PRODUCT, uniform, uniform);
    encoder =
        s.mlp(
            "encoder",
            settings.hidden().between(state, 2 * latent),
            Activation.TANH,
            Activation.IDENTITY,
            xavier);
    List<Integer> decoding = back.between(latent, n.items());
    List<Integer> inner = decoding.subList(0, decoding.size() - 1);
    decoder = s.mlp("decoder", inner, Activation.TANH, Activation.TANH, xavier);
    output = s.readout("output", n.items(), inner.get(inner.size() - 1), xavier);
  }

  private Var moments(Tape tape, Ragged.Ids history) {
    return encoder.apply(gru.apply(items.of(tape, history)).rows());
  }

  @Override
  public Var loss(Step<Sequences.Batch> step, NegativeSampler unused) {
    Tape tape = step.tape();
    Var moments = moments(tape, step.batch().inputs());
    Var mu = Columns.slice(moments, 0, latent);
    Var o = Columns.slice(moments, latent, 2 * latent);
    boolean corrected = details == SvaeDetails.CORRECTED;
    Var z = Stochastic.gaussian(mu, corrected ? o : Elements.scale(2, o), "code");
    SparseRows next = targets.of(tape, step.batch().targets(), output.weight().value().rows());
    Var likelihood =
        CatalogueLoss.softmax(
            decoder.apply(z), tape.parameter(output.weight()), tape.parameter(output.bias()), next);
    Var divergence = Losses.gaussianDivergence(mu, o);
    double weight = annealing.at(annealed(step));
    step.record("beta", weight);
    step.record("kl", divergence.item());
    return Elements.combine(1, likelihood, weight, divergence);
  }

  /** The code counts the users of an epoch, each a step of its own. */
  private long annealed(Step<Sequences.Batch> step) {
    return details == SvaeDetails.CORRECTED ? step.number() : step.before();
  }

  @Override
  public Var encode(Tape tape, Ragged.Ids histories) {
    Var last = Segmented.last(gru.apply(items.of(tape, histories)));
    return decoder.apply(Columns.slice(encoder.apply(last), 0, latent));
  }

  /** That of the last place; {@link SvaeDetails} says what the second half of the moments is. */
  @Override
  public Optional<GaussianCode> posterior(Tape tape, Ragged.Ids histories) {
    Var last = Segmented.last(gru.apply(items.of(tape, histories)));
    return Optional.of(GaussianCode.of(encoder.apply(last)));
  }

  @Override
  public Parameter items() {
    return output.weight();
  }

  @Override
  public Optional<Parameter> biases() {
    return Optional.of(output.bias());
  }
}
