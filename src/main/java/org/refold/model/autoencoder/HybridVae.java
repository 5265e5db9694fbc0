package org.refold.model.autoencoder;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.refold.kernel.Activation;
import org.refold.nn.Initializer;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.Embedding;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Inputs;
import org.refold.nn.op.Losses;
import org.refold.settings.Check;
import org.refold.train.Schedule;
import org.refold.train.Step;
import org.refold.train.Trainable;
import org.refold.train.Training;
import org.refold.train.batch.Histories;
import org.refold.train.batch.UserFeatures;
import org.refold.train.neural.AttributedNetwork;
import org.refold.train.neural.AttributedRecommender;
import org.refold.train.neural.GaussianCode;
import org.refold.train.neural.MirroredNetwork;

/**
 * A hybrid variational autoencoder: {@link MultVae} that reads attributes of users as well, so that
 * a user without a history is served by attributes alone.
 *
 * <pre>
 *   x~ = dropout(x / |x|), or 0 for a share {@code historyDropout} of users; training only
 *   a~ = a, or "unknown" for a share {@code sideDropout} of users;           training only
 *   [mu, log s^2] = ... tanh(x~ W1 + a~ U + b1) ... Wn + bn     [users, 2 latent]
 *   z  = mu + s e + a~ M, e ~ N(0, 1)     in training; without s e when scoring
 *   f, loss, scores as in {@link MultVae}; the divergence is that of (mu, s)
 * </pre>
 *
 * <p>a is [users, features], see {@link org.refold.train.batch.SideFeatures}, and the feature
 * "unknown" for users without attributes. U is there with {@code sideAt=input} or {@code both}, M
 * with {@code code} or {@code both}. Both begin at 0, so that training starts from Mult-VAE, whose
 * bits come out with {@code sideAt=none} and a {@code historyDropout} of 0.
 *
 * <p>Our specification, near K. Gupta, M. Raghuprasad, P. Kumar: A Hybrid Variational Autoencoder
 * for Collaborative Filtering, 2018, and Y. Chen, M. de Rijke: A Collective Variational Autoencoder
 * for Top-N Recommendation with Side Information, 2018. Unlike there, attributes are those of
 * users. What comes from M moves the code out of the prior: the divergence does not hold attributes
 * back. Whole histories are dropped as in DropoutNet (M. Volkovs and others, NIPS 2017).
 *
 * @param hidden units of the encoder's hidden layers; the decoder mirrors them
 * @param latent units of the code
 * @param activation function of the hidden layers
 * @param sideAt where attributes enter
 * @param dropout share of a history that training drops, in [0, 1)
 * @param historyDropout share of users whose whole history training drops, in [0, 1)
 * @param sideDropout share of users whose attributes training drops, in [0, 1)
 * @param beta weight of the divergence at the end of annealing
 * @param annealSteps training steps over which the weight would rise to 1, if beta did not stop it
 * @param l2 weight of half the squared length of all weights, biases not included
 * @param training how it is trained
 */
@RecordBuilder
public record HybridVae(
    LayerSizes hidden,
    int latent,
    Activation activation,
    SideAt sideAt,
    double dropout,
    double historyDropout,
    double sideDropout,
    double beta,
    int annealSteps,
    double l2,
    Training training)
    implements AttributedRecommender, Trainable<HybridVae>, HybridVaeBuilder.With {

  /**
   * @throws org.refold.settings.BadInputException if a setting is out of its range
   */
  public HybridVae {
    Check.atLeast(1, "latent", latent, "typical: 50-400 units");
    Check.rate("dropout", dropout, "typical: 0.5");
    Check.rate("historyDropout", historyDropout, "typical: 0-0.2");
    Check.rate("sideDropout", sideDropout, "typical: 0.2");
    Check.notNegative("beta", beta, "typical: 0.1-1");
    Check.atLeast(1, "annealSteps", annealSteps, "typical: 20000-200000");
    Check.notNegative("l2", l2, "typical: 0");
  }

  /** The settings of Mult-VAE's paper, and attributes everywhere. */
  public HybridVae() {
    this(
        LayerSizes.of(600),
        200,
        Activation.TANH,
        SideAt.BOTH,
        0.5,
        0.1,
        0.2,
        0.2,
        200_000,
        0,
        Training.adam(1e-3, 500, 200));
  }

  @Override
  public String name() {
    return "hybrid-vae";
  }

  @Override
  public boolean readsAttributes() {
    return sideAt != SideAt.NONE;
  }

  @Override
  public HybridVae with(Training other) {
    return withTraining(other);
  }

  @Override
  public Net network(Sizes sizes, Scope scope, UserFeatures users) {
    return new Net(sizes, scope, users);
  }

  /** The equations. */
  final class Net extends MirroredNetwork implements AttributedNetwork {

    private final UserFeatures users;
    private final @Nullable Embedding toInput;
    private final @Nullable Embedding toCode;
    private final Schedule annealing = GaussianCode.annealing(beta, annealSteps);

    Net(Sizes n, Scope s, UserFeatures users) {
      super(s, n.items(), hidden, 2 * latent, latent, activation, Activation.IDENTITY);
      this.users = users;
      int first = hidden.between(n.items(), 2 * latent).get(1);
      toInput = sideAt.isInput() ? table(s, "attributes at input", first) : null;
      toCode = sideAt.isCode() ? table(s, "attributes at code", latent) : null;
    }

    private Embedding table(Scope s, String name, int units) {
      return s.embedding(name, users.count(), units, Initializer.zeros());
    }

    @Override
    public UserFeatures users() {
      return users;
    }

    private GaussianCode code(Tape tape, SparseRows x, SparseRows a) {
      return GaussianCode.of(
          toInput == null
              ? encoder.apply(tape, x)
              : encoder.apply(tape, x, toInput.apply(tape, a)));
    }

    @Override
    public Optional<GaussianCode> posterior(Tape tape, SparseRows x, SparseRows a) {
      return Optional.of(code(tape, Inputs.normalised(tape, x), a));
    }

    private Var shifted(Var z, SparseRows a) {
      return toCode == null ? z : Elements.add(z, toCode.apply(z.tape(), a));
    }

    @Override
    public Var encode(Tape tape, SparseRows histories, SparseRows attributes) {
      Var mean = code(tape, Inputs.normalised(tape, histories), attributes).mean();
      return shifted(mean, attributes);
    }

    @Override
    public Var encode(Tape tape, SparseRows histories) {
      return AttributedNetwork.super.encode(tape, histories);
    }

    @Override
    public Var loss(Step<Histories.Batch> step) {
      SparseRows a = users.rows(step.tape(), step.batch().users(), sideDropout);
      MultVae.Terms terms = terms(step.tape(), step.batch().items(), a);
      double weight = annealing.at(step.number());
      step.record("beta", weight);
      step.record("kl", terms.divergence().item());
      return Elements.combine(1, terms.negativeLogLikelihood(), weight, terms.divergence());
    }

    /** The terms of the loss of a batch {@code [batch, items]} with {@code [batch, features]}. */
    MultVae.Terms terms(Tape tape, SparseRows x, SparseRows a) {
      SparseRows kept = Inputs.dropout(tape, Inputs.normalised(tape, x), dropout, "input");
      SparseRows some = Inputs.rowsDropped(tape, kept, historyDropout, "history");
      GaussianCode code = code(tape, some, a);
      Var logits = decode(shifted(code.drawn(1), a));
      return new MultVae.Terms(Losses.multinomial(logits, x), code.divergence());
    }
  }
}
