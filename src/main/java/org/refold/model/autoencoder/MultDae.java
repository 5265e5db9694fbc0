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
import org.refold.train.Training;
import org.refold.train.TrainingLog;

/**
 * Mult-DAE: a denoising autoencoder with multinomial likelihood.
 *
 * <pre>
 *   x~ = dropout(x / |x|)            the history, spoilt in training only
 *   z  = tanh(... tanh(x~ W1 + b1) ...)          [users, latent]
 *   z~ = dropout(z)                              in training only, and not in the paper
 *   f  = tanh(... tanh(z~ V1 + c1) ...) Vn + cn  [users, items]
 *   loss = mean over users of -sum over items of x log softmax(f),  + l2 / 2 |weights|^2
 *   scores = f
 * </pre>
 *
 * <p>x is [users, items] and binary. D. Liang, R. Krishnan, M. Hoffman, T. Jebara: Variational
 * Autoencoders for Collaborative Filtering, WWW 2018, sections 2.2 and 2.4.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>paper</th><th>authors' code</th><th>here</th></tr>
 * <tr><td>input</td><td>dropout 0.5 (section 4.3)</td>
 *     <td>divided by its length, then inverted dropout 0.5</td><td>as the code</td></tr>
 * <tr><td>code</td><td>whole</td><td>whole</td>
 *     <td>whole; inverted dropout by choice, {@code codeDropout}</td></tr>
 * <tr><td>layers</td><td>items-200-items is best for DAE</td><td>the same</td>
 *     <td>items-600-200-600-items, to be compared with Mult-VAE; {@code withHidden(none)} for the
 *     paper's</td></tr>
 * <tr><td>activation</td><td>tanh between layers, the code included</td><td>the same</td>
 *     <td>the same</td></tr>
 * <tr><td>likelihood</td><td>multinomial (equation 2), Gaussian (3) or logistic (4)</td>
 *     <td>multinomial</td><td>all three; Gaussian with confidences of 1</td></tr>
 * <tr><td>loss</td><td>sum over items</td><td>sum over items, mean over users</td>
 *     <td>as the code</td></tr>
 * <tr><td>regularisation</td><td>weight decay 0.01</td>
 *     <td>0.01 / 500 times the squared weights, biases free</td>
 *     <td>the same, which is {@code l2} 4e-5 for half the squared weights</td></tr>
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
 * @param hidden units of the encoder's hidden layers; the decoder mirrors them
 * @param latent units of the code
 * @param activation function of all layers but the last
 * @param likelihood how likely a history is under the outputs
 * @param dropout share of a history that training drops, in [0, 1)
 * @param codeDropout share of the units of z that training drops, in [0, 1): 0 in the paper
 * @param learningRate step size of Adam
 * @param l2 weight of half the squared length of all weights, biases not included
 * @param batchSize users of a training step
 * @param epochs passes over the users, at most
 * @param patience epochs without a better validation score before training stops; the paper does
 *     not stop
 */
public record MultDae(
    LayerSizes hidden,
    int latent,
    Activation activation,
    Likelihood likelihood,
    double dropout,
    double codeDropout,
    double learningRate,
    double l2,
    int batchSize,
    int epochs,
    int patience)
    implements Recommender {

  /**
   * @throws org.refold.settings.BadInputException if a setting is out of its range
   */
  public MultDae {
    Check.atLeast(1, "latent", latent, "usual are 50 to 400 units");
    Check.rate("dropout", dropout, "usual is 0.5");
    Check.rate("codeDropout", codeDropout, "the paper has 0");
    Check.positive("learningRate", learningRate, "usual is 0.001");
    Check.notNegative("l2", l2, "usual is 4e-5");
    Check.atLeast(1, "batchSize", batchSize, "usual are 500 users");
    Check.atLeast(1, "epochs", epochs, "usual are 50 to 200");
    Check.atLeast(1, "patience", patience, "usual are 5 to 50 epochs");
  }

  /** The settings of the paper, with the layers of its Mult-VAE. */
  public MultDae() {
    this(
        LayerSizes.of(600),
        200,
        Activation.TANH,
        Likelihood.MULTINOMIAL,
        0.5,
        0,
        1e-3,
        2 * 0.01 / 500,
        500,
        200,
        200);
  }

  /** The same with other hidden layers of the encoder, mirrored in the decoder. */
  public MultDae withHidden(LayerSizes units) {
    return Changed.with(this, "hidden", units);
  }

  /** The same with another size of the code. */
  public MultDae withLatent(int units) {
    return Changed.with(this, "latent", units);
  }

  /** The same with another activation. */
  public MultDae withActivation(Activation function) {
    return Changed.with(this, "activation", function);
  }

  /** The same with another likelihood. */
  public MultDae withLikelihood(Likelihood other) {
    return Changed.with(this, "likelihood", other);
  }

  /** The same with another share of the history dropped in training. */
  public MultDae withDropout(double share) {
    return Changed.with(this, "dropout", share);
  }

  /** The same with another share of the code's units dropped in training. */
  public MultDae withCodeDropout(double share) {
    return Changed.with(this, "codeDropout", share);
  }

  /** The same with another step size. */
  public MultDae withLearningRate(double rate) {
    return Changed.with(this, "learningRate", rate);
  }

  /** The same with another weight of half the squared weights. */
  public MultDae withL2(double weight) {
    return Changed.with(this, "l2", weight);
  }

  /** The same with another number of users in a step. */
  public MultDae withBatchSize(int users) {
    return Changed.with(this, "batchSize", users);
  }

  /** The same with another number of passes over the users. */
  public MultDae withEpochs(int most) {
    return Changed.with(this, "epochs", most);
  }

  /** The same with another number of epochs to wait for a better validation score. */
  public MultDae withPatience(int most) {
    return Changed.with(this, "patience", most);
  }

  @Override
  public String name() {
    return "mult-dae";
  }

  @Override
  public AutoencoderModel fit(Interactions train, Fitting fitting) {
    Check.notEmpty(this, train);
    MultDaeNetwork network =
        new MultDaeNetwork(this, train, new Mlp.Start(Precision.FLOAT, fitting.seed()));
    TrainingLog history = training().fit(this, train, network, fitting);
    return new AutoencoderModel(network.model(), history);
  }

  Training training() {
    return Training.of(epochs, batchSize)
        .withLearningRate(learningRate)
        .withOptimizer(new Adam().withDecay(WeightDecay.coupled(l2))::over)
        .withPatience(patience);
  }
}
