package org.refold.model.autoencoder;

import org.refold.data.Interactions;
import org.refold.kernel.Activation;
import org.refold.kernel.Precision;
import org.refold.nn.optimizer.Adam;
import org.refold.nn.optimizer.WeightDecay;
import org.refold.recommend.Changed;
import org.refold.recommend.Check;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.train.Schedule;
import org.refold.train.Training;
import org.refold.train.TrainingLog;

/**
 * Mult-VAE: a variational autoencoder with multinomial likelihood, whose divergence counts less
 * than it would in a proper bound.
 *
 * <pre>
 *   x~ = dropout(x / |x|)                 the history, spoilt in training only
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
 * <tr><td>input</td><td>dropout 0.5 (section 4.3)</td>
 *     <td>divided by its length, then inverted dropout 0.5</td><td>as the code</td></tr>
 * <tr><td>layers</td><td>items-600-200-600-items, tanh</td>
 *     <td>the same; mean and log variance are linear</td><td>as the code</td></tr>
 * <tr><td>code</td><td>z ~ N(mu, s^2) (equation 1 and section 2.3)</td>
 *     <td>noise of deviation 1 in training, the mean when scoring</td>
 *     <td>as the code; {@code noise} 0.01 for programs that shrink it to that</td></tr>
 * <tr><td>dropout of the code</td><td>none</td><td>none</td>
 *     <td>none; inverted dropout of z by choice, {@code codeDropout}: the divergence is that of the
 *     whole code</td></tr>
 * <tr><td>likelihood</td><td>multinomial (equation 2), Gaussian (3) or logistic (4)</td>
 *     <td>multinomial</td><td>all three; Gaussian with confidences of 1</td></tr>
 * <tr><td>divergence</td><td>equation 6</td><td>sum over latent units, mean over users</td>
 *     <td>as the code</td></tr>
 * <tr><td>beta</td><td>rises linearly over 200,000 steps, stops at the value that did best</td>
 *     <td>min(0.2, step / 200,000): 0.2 is reached after 40,000 steps; the first step has 0</td>
 *     <td>as the code</td></tr>
 * <tr><td>choice of beta</td><td>anneal to 1 once, take beta at the validation peak</td>
 *     <td>0.2 is given</td><td>{@link #searchBeta}</td></tr>
 * <tr><td>regularisation</td><td>none</td><td>0</td><td>{@code l2} 0</td></tr>
 * <tr><td>first weights</td><td>not said</td>
 *     <td>Xavier, uniform; biases truncated normal 0.001</td>
 *     <td>Xavier, normal, of the same variance; biases as the code</td></tr>
 * <tr><td>optimiser</td><td>Adam, batches of 500 users</td><td>Adam, 0.001</td>
 *     <td>the same</td></tr>
 * <tr><td>epochs</td><td>200 for MovieLens-20M, best by validation NDCG@100</td>
 *     <td>the same</td><td>the same; the last without validation data</td></tr>
 * <tr><td>users without history</td><td>none</td><td>none</td><td>left out of training</td></tr>
 * </table>
 *
 * <p>MovieLens-20M has 234 steps an epoch, so beta reaches 0.2 in epoch 172. Smaller data have
 * fewer: give them a smaller {@code annealSteps}, or beta stays near 0.
 *
 * @param hidden units of the encoder's hidden layers; the decoder mirrors them
 * @param latent units of the code; the encoder puts out twice as many
 * @param activation function of the hidden layers
 * @param likelihood how likely a history is under the outputs
 * @param dropout share of a history that training drops, in [0, 1)
 * @param codeDropout share of the units of z that training drops, in [0, 1): 0 in the paper
 * @param noise deviation of e, the noise of the code in training; at 1 the model is a variational
 *     autoencoder, well below it an ordinary one with a penalty on its code
 * @param beta weight of the divergence at the end of annealing
 * @param annealSteps training steps over which the weight would rise to 1, if beta did not stop it
 * @param learningRate step size of Adam
 * @param l2 weight of half the squared length of all weights, biases not included
 * @param batchSize users of a training step
 * @param epochs passes over the users, at most
 * @param patience epochs without a better validation score before training stops; the paper does
 *     not stop
 */
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
    double learningRate,
    double l2,
    int batchSize,
    int epochs,
    int patience)
    implements Recommender {

  /**
   * @throws org.refold.settings.BadInputException if a setting is out of its range
   */
  public MultVae {
    Check.atLeast(1, "latent", latent, "usual are 50 to 400 units");
    Check.rate("dropout", dropout, "usual is 0.5");
    Check.rate("codeDropout", codeDropout, "the paper has 0");
    Check.notNegative("noise", noise, "the paper's is 1");
    Check.notNegative("beta", beta, "usual are 0.1 to 1");
    Check.atLeast(1, "annealSteps", annealSteps, "usual are 20000 to 200000");
    Check.positive("learningRate", learningRate, "usual is 0.001");
    Check.notNegative("l2", l2, "usual is 0");
    Check.atLeast(1, "batchSize", batchSize, "usual are 500 users");
    Check.atLeast(1, "epochs", epochs, "usual are 50 to 200");
    Check.atLeast(1, "patience", patience, "usual are 5 to 50 epochs");
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
        1e-3,
        0,
        500,
        200,
        200);
  }

  /** The same with other hidden layers of the encoder, mirrored in the decoder. */
  public MultVae withHidden(LayerSizes units) {
    return Changed.with(this, "hidden", units);
  }

  /** The same with another size of the code. */
  public MultVae withLatent(int units) {
    return Changed.with(this, "latent", units);
  }

  /** The same with another activation. */
  public MultVae withActivation(Activation function) {
    return Changed.with(this, "activation", function);
  }

  /** The same with another likelihood. */
  public MultVae withLikelihood(Likelihood other) {
    return Changed.with(this, "likelihood", other);
  }

  /** The same with another share of the history dropped in training. */
  public MultVae withDropout(double share) {
    return Changed.with(this, "dropout", share);
  }

  /** The same with another share of the code's units dropped in training. */
  public MultVae withCodeDropout(double share) {
    return Changed.with(this, "codeDropout", share);
  }

  /** The same with another deviation of the code's noise in training. */
  public MultVae withNoise(double deviation) {
    return Changed.with(this, "noise", deviation);
  }

  /** The same with another final weight of the divergence. */
  public MultVae withBeta(double cap) {
    return Changed.with(this, "beta", cap);
  }

  /** The same with another slope of beta. */
  public MultVae withAnnealSteps(int steps) {
    return Changed.with(this, "annealSteps", steps);
  }

  /** The same with another step size. */
  public MultVae withLearningRate(double rate) {
    return Changed.with(this, "learningRate", rate);
  }

  /** The same with another weight of half the squared weights. */
  public MultVae withL2(double weight) {
    return Changed.with(this, "l2", weight);
  }

  /** The same with another number of users in a step. */
  public MultVae withBatchSize(int users) {
    return Changed.with(this, "batchSize", users);
  }

  /** The same with another number of passes over the users. */
  public MultVae withEpochs(int most) {
    return Changed.with(this, "epochs", most);
  }

  /** The same with another number of epochs to wait for a better validation score. */
  public MultVae withPatience(int most) {
    return Changed.with(this, "patience", most);
  }

  @Override
  public String name() {
    return "mult-vae";
  }

  @Override
  public AutoencoderModel fit(Interactions train, Fitting fitting) {
    Check.notEmpty(this, train);
    MultVaeNetwork network =
        new MultVaeNetwork(this, train, new Mlp.Start(Precision.FLOAT, fitting.seed()));
    TrainingLog history = training().fit(this, train, network, fitting);
    return new AutoencoderModel(network.model(), history);
  }

  /** The weight of the divergence at each training step, counted from 0. */
  public Schedule annealing() {
    long rise = Math.max(1, Math.round(beta * annealSteps));
    return beta == 0 ? Schedule.constant(0) : Schedule.linear(0, beta, rise);
  }

  /**
   * The paper's rule for beta (section 2.2): anneal to 1 once, and stop where the validation metric
   * was best. Takes as long as a fit.
   *
   * @param train what to fit on
   * @param fitting must have validation data
   * @return the same with the beta of the last step of the best epoch, to be fitted anew
   * @throws BadInputException if there are no validation data, or the epochs end before beta is 1
   */
  public MultVae searchBeta(Interactions train, Fitting fitting) {
    if (fitting.validation().isEmpty()) {
      throw new BadInputException(
          "the search for beta needs validation data to find the peak on; use a split with some");
    }
    long stepsOfEpoch = -Math.floorDiv(-new Histories(train).count(), batchSize);
    if (stepsOfEpoch * epochs < annealSteps) {
      throw new BadInputException(
          "annealSteps is %d, but %d epochs of %d steps end before: beta would not get to 1; set"
                  .formatted(annealSteps, epochs, stepsOfEpoch)
              + " annealSteps to at most %d".formatted(stepsOfEpoch * epochs));
    }
    MultVae uncapped = withBeta(1);
    int best = uncapped.fit(train, fitting).bestEpoch();
    return withBeta(uncapped.annealing().at(best * stepsOfEpoch - 1));
  }

  Training training() {
    return Training.of(epochs, batchSize)
        .withLearningRate(learningRate)
        .withOptimizer(new Adam().withDecay(WeightDecay.coupled(l2))::over)
        .withPatience(patience);
  }
}
