package org.refold.model.autoencoder;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Optional;
import org.refold.data.Interactions;
import org.refold.kernel.Activation;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Inputs;
import org.refold.nn.op.Stochastic;
import org.refold.recommend.Fitting;
import org.refold.settings.BadInputException;
import org.refold.settings.Check;
import org.refold.train.Schedule;
import org.refold.train.Step;
import org.refold.train.Trainable;
import org.refold.train.Training;
import org.refold.train.batch.Histories;
import org.refold.train.neural.DifferentiableInput;
import org.refold.train.neural.GaussianCode;
import org.refold.train.neural.HistoryRecommender;
import org.refold.train.neural.Likelihood;
import org.refold.train.neural.MirroredNetwork;

/**
 * Mult-VAE: a variational autoencoder with multinomial likelihood, whose KL divergence weighs less
 * than it would in a proper bound.
 *
 * <pre>
 *   x~ = dropout(x / |x|)                 the history, corrupted in training only
 *   [mu, log s^2] = ... tanh(x~ W1 + b1) ... Wn + bn          [users, 2 latent]
 *   z  = mu + s e, e ~ N(0, noise^2)      in training; z = mu when scoring
 *   z~ = dropout(z)                       in training only, and not in the paper
 *   f  = ... tanh(z~ V1 + c1) ... Vn + cn                     [users, items]
 *   loss = mean over users of [ -sum over items of x log softmax(f)
 *            + beta(t) sum over latent of (mu^2 + s^2 - 1 - log s^2) / 2 ],  + l2 / 2 |weights|^2
 *   beta(t) = min(beta, t / annealSteps)  at training step t = 0, 1, ...
 *   scores = f
 * </pre>
 *
 * <p>x is [users, items] and binary. D. Liang, R. Krishnan, M. Hoffman, T. Jebara: Variational
 * Autoencoders for Collaborative Filtering, WWW 2018, sections 2.1 to 2.3.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>paper</th><th>authors' code</th><th>here</th></tr>
 * <tr><td>input</td><td>dropout 0.5 (4.3)</td><td>length 1, then inverted dropout</td><td>as the
 *     code</td></tr>
 * <tr><td>layers</td><td>items-600-200-600-items, tanh</td><td>mean and log variance linear</td>
 *     <td>as the code</td></tr>
 * <tr><td>code</td><td>z ~ N(mu, s^2) (2.3)</td><td>the mean when scoring</td><td>as the code;
 *     {@code noise} 0.01 for programs that shrink it to that; {@code codeDropout} of z, the
 *     divergence that of the whole</td></tr>
 * <tr><td>likelihood</td><td>equations 2, 3, 4</td><td>multinomial</td><td>all three; Gaussian with
 *     confidences of 1</td></tr>
 * <tr><td>divergence</td><td>equation 6</td><td>sum over units, mean over users</td><td>as the
 *     code</td></tr>
 * <tr><td>beta</td><td>anneal to 1 over 200,000 steps, keep the validation peak</td>
 *     <td>min(0.2, step / 200,000)</td><td>as the code; {@link #searchBeta}</td></tr>
 * <tr><td>regularisation</td><td>none</td><td>0</td><td>{@code l2} 0</td></tr>
 * <tr><td>first weights</td><td>not said</td><td>Xavier, uniform; biases truncated normal 0.001</td>
 *     <td>Xavier, normal, of the same variance; biases as the code</td></tr>
 * <tr><td>training</td><td>Adam, batches of 500, 200 epochs, best by validation NDCG@100</td>
 *     <td>rate 0.001</td><td>the same; the last without validation data</td></tr>
 * <tr><td>users without history</td><td>none</td><td>none</td><td>left out of training</td></tr>
 * </table>
 *
 * <p>MovieLens-20M has 234 steps an epoch, so beta reaches 0.2 in epoch 172. Smaller data have
 * fewer: give them a smaller {@code annealSteps}, or beta stays near 0.
 *
 * @param hidden units of the encoder's hidden layers; the decoder mirrors them
 * @param latent units of the code; the encoder has twice as many outputs
 * @param activation function of the hidden layers
 * @param likelihood how likely a history is under the outputs
 * @param dropout share of a history that training drops, in [0, 1)
 * @param codeDropout share of the units of z that training drops, in [0, 1): 0 in the paper
 * @param noise standard deviation of e, the noise of the code in training; at 1 the model is a
 *     variational autoencoder, well below it an ordinary one with a penalty on its code
 * @param beta weight of the divergence at the end of annealing
 * @param annealSteps training steps over which the weight would rise to 1, if beta did not stop it
 * @param l2 weight of half the squared length of all weights, biases not included
 * @param training how it is trained; the paper does not stop early
 */
@RecordBuilder
public record MultVae(
    LayerSizes hidden,
    int latent,
    Activation activation,
    Likelihood likelihood,
    double dropout,
    double codeDropout,
    double noise,
    double beta,
    int annealSteps,
    double l2,
    Training training)
    implements HistoryRecommender, Trainable<MultVae>, MultVaeBuilder.With {

  /** Refuses a setting that is out of its range with a {@link BadInputException}. */
  public MultVae {
    Check.atLeast(1, "latent", latent, "typical: 50-400 units");
    Check.rate("dropout", dropout, "paper: 0.5");
    Check.rate("codeDropout", codeDropout, "paper: 0");
    Check.notNegative("noise", noise, "paper: 1");
    Check.notNegative("beta", beta, "typical: 0.1-1");
    Check.atLeast(1, "annealSteps", annealSteps, "typical: 20000-200000");
    Check.notNegative("l2", l2, "typical: 0");
  }

  /** The settings of the paper. */
  public MultVae() {
    this(
        LayerSizes.of(600),
        200,
        Activation.TANH,
        Likelihood.MULTINOMIAL,
        0.5,
        0,
        1,
        0.2,
        200_000,
        0,
        Training.adam(1e-3, 500, 200));
  }

  @Override
  public String name() {
    return "mult-vae";
  }

  @Override
  public MultVae with(Training other) {
    return withTraining(other);
  }

  @Override
  public Net network(Sizes sizes, Scope scope) {
    return new Net(sizes, scope);
  }

  /** The weight of the divergence at each training step, counted from 0. */
  public Schedule annealing() {
    return GaussianCode.annealing(beta, annealSteps);
  }

  /**
   * The paper's rule for beta (section 2.2): anneal to 1 once, and stop where the validation metric
   * was best. Takes as long as a fit.
   *
   * @param fitting must have validation data
   * @return the same with the beta of the last step of the best epoch, to be fitted anew
   * @throws BadInputException if there are no validation data, or the epochs end before beta is 1
   */
  public MultVae searchBeta(Interactions train, Fitting fitting) {
    return BetaSearch.of(this, train, fitting);
  }

  /** The two terms of the loss, means over users. */
  record Terms(Var negativeLogLikelihood, Var divergence) {}

  /** The equations. */
  final class Net extends MirroredNetwork implements DifferentiableInput {

    Net(Sizes n, Scope s) {
      super(s, n.items(), hidden, 2 * latent, latent, activation, Activation.IDENTITY);
    }

    @Override
    public Var codes(Tape tape, SparseRows input) {
      return GaussianCode.of(super.codes(tape, input)).mean();
    }

    @Override
    public Optional<GaussianCode> posterior(Tape tape, SparseRows x) {
      return Optional.of(GaussianCode.of(super.codes(tape, Inputs.normalised(tape, x))));
    }

    @Override
    public Var loss(Step<Histories.Batch> step) {
      double weight = annealing().at(step.number());
      Terms terms = terms(step.tape(), step.batch().items());
      step.record("beta", weight);
      step.record("kl", terms.divergence().item());
      return Elements.combine(1, terms.negativeLogLikelihood(), weight, terms.divergence());
    }

    /** The terms of the loss of a batch {@code [batch, items]}. */
    Terms terms(Tape tape, SparseRows x) {
      SparseRows corrupted = Inputs.dropout(tape, Inputs.normalised(tape, x), dropout, "input");
      GaussianCode code = GaussianCode.of(encoder.apply(tape, corrupted));
      Var z = Stochastic.dropout(code.drawn(noise), codeDropout, "code dropout");
      return new Terms(likelihood.negativeLog(decode(z), x), code.divergence());
    }
  }
}
