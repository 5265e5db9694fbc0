package org.refold.model.autoencoder;

import org.refold.data.Interactions;
import org.refold.kernel.Activation;
import org.refold.kernel.Precision;
import org.refold.recommend.Changed;
import org.refold.recommend.Fitting;

/**
 * U-AutoRec: an autoencoder of the ratings that a user gave.
 *
 * <pre>
 *   h(r) = f(W g(V r + mu) + b)
 *   min over W, V, mu, b of  sum over users of |r - h(r)|^2 + lambda / 2 (|W|^2 + |V|^2)
 * </pre>
 *
 * <p>r is a user's row of ratings, [items], zero where there is none; the error is taken over the
 * observed ratings only, and only those outputs are ever computed. V is [500, items], W [items,
 * 500]. S. Sedhain, A. K. Menon, S. Sanner, L. Xie: AutoRec: Autoencoders Meet Collaborative
 * Filtering, WWW 2015, section 2 and table 1; {@link IAutoRec} is the same with items as rows, and
 * more accurate there.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>paper</th><th>code of the authors</th><th>here</th></tr>
 * <tr><td>loss</td><td>equation 2</td><td>half the squared error: its lambda is half of ours</td>
 *     <td>equation 2 divided by the number of rows, in every batch</td></tr>
 * <tr><td>lambda</td><td>tuned between 0.001 and 1000</td><td>100 or 200 on MovieLens-1M</td>
 *     <td>{@code l2}, shared out over batches: code that adds the whole penalty to the summed error
 *     of each batch of n out of N rows has a lambda of n / N times ours</td></tr>
 * <tr><td>biases</td><td>without penalty</td><td>without penalty</td><td>without penalty</td></tr>
 * <tr><td>optimiser</td><td>RProp</td><td>RProp, 500 steps</td>
 *     <td>Adam on mini-batches; {@code rprop} and {@code l-bfgs} on all rows by choice</td></tr>
 * <tr><td>f, g</td><td>identity, sigmoid</td><td>identity, sigmoid</td>
 *     <td>the same; a bounded f is stretched to the bounds of the ratings</td></tr>
 * <tr><td>dropout</td><td>none</td><td>not checked</td>
 *     <td>none; of the input ratings ({@code dropout}) and of the code ({@code codeDropout}) by
 *     choice, both inverted</td></tr>
 * <tr><td>start</td><td>not said</td><td>not checked</td>
 *     <td>weights of variance 2 / (in + out), output biases 0</td></tr>
 * <tr><td>predictions</td><td>not said</td><td>clipped to the bounds of the training ratings</td>
 *     <td>clipped to them</td></tr>
 * <tr><td>no rating</td><td>3</td><td>not checked</td><td>the middle of the scale: 3 between 1 and 5</td></tr>
 * <tr><td>several layers</td><td>500, 250, 500, greedily pre-trained</td><td>not checked</td>
 *     <td>{@code hidden=500x250x500}, trained at once</td></tr>
 * </table>
 *
 * <p>Cost of an epoch: 10 operations for each rating and unit, and a pass over the weights for each
 * batch. Memory: 20 bytes for each weight, of which there are 1,000 for each item.
 *
 * @param hidden units of the hidden layers, from the input on; one at least
 * @param activation g, the function of hidden units
 * @param outputActivation f, the function of output units; sigmoid and tanh are stretched to the
 *     bounds of the ratings
 * @param dropout share of the input ratings that training drops, in [0, 1): 0 in the paper; a
 *     denoising autoencoder otherwise, which puts out the dropped ratings too
 * @param codeDropout share of the units of the code, the last hidden layer, that training drops, in
 *     [0, 1): 0 in the paper
 * @param l2 lambda, the weight of half the squared length of the weights in the loss over all rows
 * @param optimizer how the loss is made small
 * @param learningRate first step size of Adam, which falls to 0 along half a cosine over all
 *     epochs, and of RProp; L-BFGS finds its own
 * @param batchSize users of a mini-batch of Adam
 * @param epochs passes over the training data, at most
 * @param patience epochs without a better validation RMSE before training stops
 */
public record UAutoRec(
    LayerSizes hidden,
    Activation activation,
    Activation outputActivation,
    double dropout,
    double codeDropout,
    double l2,
    AutoRecOptimizer optimizer,
    double learningRate,
    int batchSize,
    int epochs,
    int patience)
    implements AutoRec {

  /**
   * @throws org.refold.data.BadInputException if a setting is out of its range
   */
  public UAutoRec {
    AutoRec.check(hidden, dropout, codeDropout, l2, learningRate, batchSize, epochs, patience);
  }

  /**
   * The layers of the paper; the rest, which the paper does not say, as it did best on validation
   * ratings of MovieLens-1M, a tenth of the training ratings (RMSE for {@code l2} 100: .8789, 200:
   * .8741, 400: .8784). Patience is that of all epochs, as the last ones, with the smallest steps,
   * are the best.
   */
  public UAutoRec() {
    this(
        LayerSizes.of(500),
        Activation.SIGMOID,
        Activation.IDENTITY,
        0,
        0,
        200,
        AutoRecOptimizer.ADAM,
        2e-3,
        256,
        50,
        50);
  }

  /** The same with other hidden layers. */
  public UAutoRec withHidden(LayerSizes layers) {
    return Changed.with(this, "hidden", layers);
  }

  /** The same with another function of hidden units. */
  public UAutoRec withActivation(Activation g) {
    return Changed.with(this, "activation", g);
  }

  /** The same with another function of output units. */
  public UAutoRec withOutputActivation(Activation f) {
    return Changed.with(this, "outputActivation", f);
  }

  /** The same with another share of the input ratings dropped in training. */
  public UAutoRec withDropout(double share) {
    return Changed.with(this, "dropout", share);
  }

  /** The same with another share of the code's units dropped in training. */
  public UAutoRec withCodeDropout(double share) {
    return Changed.with(this, "codeDropout", share);
  }

  /** The same with another weight of the penalty. */
  public UAutoRec withL2(double weight) {
    return Changed.with(this, "l2", weight);
  }

  /** The same with another optimiser. */
  public UAutoRec withOptimizer(AutoRecOptimizer method) {
    return Changed.with(this, "optimizer", method);
  }

  /** The same with another learning rate. */
  public UAutoRec withLearningRate(double rate) {
    return Changed.with(this, "learningRate", rate);
  }

  /** The same with another batch size. */
  public UAutoRec withBatchSize(int rows) {
    return Changed.with(this, "batchSize", rows);
  }

  /** The same with another number of epochs. */
  public UAutoRec withEpochs(int most) {
    return Changed.with(this, "epochs", most);
  }

  /** The same with another patience. */
  public UAutoRec withPatience(int epochsWithoutGain) {
    return Changed.with(this, "patience", epochsWithoutGain);
  }

  @Override
  public String name() {
    return "u-autorec";
  }

  @Override
  public UAutoRecModel fit(Interactions train, Fitting fitting) {
    checkRatings(train);
    RatingScale scale = RatingScale.of(train);
    AutoRecNetwork network =
        new AutoRecNetwork(
            train.itemCount(), this, scale, new Mlp.Start(Precision.FLOAT, fitting.seed()));
    return new AutoRecTraining<>(
            this, train, "users", network, h -> new UAutoRecModel(train, scale, network, h))
        .fit(train, fitting);
  }
}
