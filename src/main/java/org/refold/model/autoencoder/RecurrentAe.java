package org.refold.model.autoencoder;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Optional;
import org.refold.kernel.Activation;
import org.refold.nn.Initializer;
import org.refold.nn.Parameter;
import org.refold.nn.Ragged;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.Dense;
import org.refold.nn.layer.Embedding;
import org.refold.nn.layer.Gru;
import org.refold.nn.layer.Readout;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.nn.op.CatalogueLoss;
import org.refold.nn.op.Columns;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Losses;
import org.refold.nn.op.Segmented;
import org.refold.nn.op.Stochastic;
import org.refold.settings.Check;
import org.refold.train.Schedule;
import org.refold.train.Step;
import org.refold.train.Trainable;
import org.refold.train.Training;
import org.refold.train.batch.NegativeSampler;
import org.refold.train.batch.Sequences;
import org.refold.train.neural.GaussianCode;
import org.refold.train.neural.SequenceNetwork;
import org.refold.train.neural.SequenceRecommender;

/**
 * A recurrent autoencoder: a GRU reads a history in its order, its last state becomes the code, and
 * the code is decoded into the set of items.
 *
 * <pre>
 *   s~ = the history, in training without a share dropout of its items, order kept
 *   h  = GRU(E[s~])_T                                                 [users, state]
 *   z  = tanh(h A + c)                              POINT             [users, latent]
 *   z  ~ N(mu, s^2), [mu, log s^2] = h A + c        GAUSSIAN; mu when scoring
 *   f  = z V' + b                                                     [users, items]
 *   loss = mean over users of [ -sum over the items of the history of log softmax(f)
 *            (+ beta(t) KL(N(mu, s^2), N(0, 1))) ],  + l2 / 2 |weights|^2;  scores = f
 * </pre>
 *
 * <p>No paper of its own: articles name it only, and the definition is ours. GRU: Cho et al. 2014.
 * Likelihood and beta are those of {@link MultVae}.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>articles</th><th>here</th></tr>
 * <tr><td>decoder</td><td>not said</td><td>of the set; none that rebuilds the order</td></tr>
 * <tr><td>corruption</td><td>not said</td><td>whole items are left out</td></tr>
 * <tr><td>GAUSSIAN</td><td>"recurrent VAE"</td><td>one code for a user, by choice</td></tr>
 * </table>
 *
 * @param embedding units of an item that is read
 * @param state units of the GRU
 * @param latent units of the code
 * @param posterior what the encoder says of the code
 * @param dropout share of the items of a history that training leaves out, in [0, 1)
 * @param beta weight of the divergence at the end of annealing, of {@link Posterior#GAUSSIAN}
 * @param annealSteps training steps over which the weight would rise to 1
 * @param maxLength the last items of a history that count
 * @param l2 weight of half the squared length of all weights, biases not included
 * @param training how it is trained
 */
@RecordBuilder
public record RecurrentAe(
    int embedding,
    int state,
    int latent,
    Posterior posterior,
    double dropout,
    double beta,
    int annealSteps,
    int maxLength,
    double l2,
    Training training)
    implements SequenceRecommender, Trainable<RecurrentAe>, RecurrentAeBuilder.With {

  /**
   * @throws org.refold.settings.BadInputException if a setting is out of its range
   */
  public RecurrentAe {
    Check.atLeast(1, "embedding", embedding, "typical: 64 units");
    Check.atLeast(1, "state", state, "typical: 200 units");
    Check.atLeast(1, "latent", latent, "typical: 50-400 units");
    Check.rate("dropout", dropout, "typical: 0.3");
    Check.notNegative("beta", beta, "typical: 0.1-1");
    Check.atLeast(1, "annealSteps", annealSteps, "typical: 20000");
    Check.atLeast(1, "maxLength", maxLength, "typical: 200 items");
    Check.notNegative("l2", l2, "typical: 0");
  }

  /** One code, layers of a typical size. */
  public RecurrentAe() {
    this(64, 200, 200, Posterior.POINT, 0.3, 0.2, 20_000, 200, 0, Training.adam(1e-3, 128, 100));
  }

  @Override
  public String name() {
    return "recurrent-ae";
  }

  @Override
  public RecurrentAe with(Training other) {
    return withTraining(other);
  }

  @Override
  public Sequences.Targets targets() {
    return Sequences.Targets.SAME_ITEM;
  }

  @Override
  public long numbersOfPlace() {
    return 3L * embedding + 30L * state;
  }

  @Override
  public Net network(Sizes sizes, Scope scope) {
    return new Net(sizes, scope);
  }

  /** The equations. */
  final class Net implements SequenceNetwork {

    private final boolean gaussian = posterior == Posterior.GAUSSIAN;
    private final Schedule annealing = GaussianCode.annealing(beta, annealSteps);
    private final Embedding items;
    private final Gru gru;
    private final Dense code;
    private final Readout output;

    Net(Sizes n, Scope s) {
      Initializer xavier = Initializer.xavierNormal();
      Initializer uniform = Initializer.uniform(1 / Math.sqrt(state));
      items = s.embedding("items", n.items(), embedding, Initializer.normal(0.1));
      gru = s.gru("gru", embedding, state, Gru.Form.AFTER_PRODUCT, uniform, uniform);
      code =
          gaussian
              ? s.dense("code", state, 2 * latent, Activation.IDENTITY, xavier)
              : s.dense("code", state, latent, Activation.TANH, xavier);
      output = s.readout("output", n.items(), latent, xavier);
    }

    /** The codes, or means and log variances of them. */
    private Var codes(Tape tape, Ragged.Ids history) {
      return code.apply(Segmented.last(gru.apply(items.of(tape, history))));
    }

    @Override
    public Var encode(Tape tape, Ragged.Ids histories) {
      Var codes = codes(tape, histories);
      return gaussian ? Columns.slice(codes, 0, latent) : codes;
    }

    @Override
    public Optional<GaussianCode> posterior(Tape tape, Ragged.Ids histories) {
      return gaussian ? Optional.of(GaussianCode.of(codes(tape, histories))) : Optional.empty();
    }

    @Override
    public Var loss(Step<Sequences.Batch> step, NegativeSampler unused) {
      Tape tape = step.tape();
      Var codes = codes(tape, LeftOut.items(tape, step.batch(), dropout));
      if (!gaussian) {
        return likelihood(codes, step.batch());
      }
      Var mu = Columns.slice(codes, 0, latent);
      Var logVariance = Columns.slice(codes, latent, 2 * latent);
      Var divergence = Losses.gaussianDivergence(mu, logVariance);
      double weight = annealing.at(step.number());
      step.record("beta", weight);
      step.record("kl", divergence.item());
      Var z = Stochastic.gaussian(mu, logVariance, "code");
      return Elements.combine(1, likelihood(z, step.batch()), weight, divergence);
    }

    private Var likelihood(Var z, Sequences.Batch batch) {
      Tape tape = z.tape();
      Var table = tape.parameter(output.weight());
      Var bias = tape.parameter(output.bias());
      return CatalogueLoss.softmax(z, table, bias, LeftOut.set(tape, batch, table.rows()));
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
}
