package org.refold.model.autoencoder;

import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.kernel.Activation;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.recommend.Fitting;
import org.refold.train.RateDecay;

/**
 * I-AutoRec: an autoencoder of the ratings that an item got.
 *
 * <pre>
 *   h(r) = f(W g(V r + mu) + b)
 *   min over W, V, mu, b of  sum over items of |r - h(r)|^2 + lambda / 2 (|W|^2 + |V|^2)
 * </pre>
 *
 * <p>r is an item's row of ratings, [users], zero where there is none; the error is taken over the
 * observed ratings only, and only those outputs are ever computed. V is [500, users], W [users,
 * 500]. S. Sedhain, A. K. Menon, S. Sanner, L. Xie: AutoRec: Autoencoders Meet Collaborative
 * Filtering, WWW 2015, section 2 (equations 1 and 2) and table 1.
 *
 * <p>A user is an output unit: the model knows the users of its training data and no others; {@link
 * UAutoRec} folds in anybody.
 *
 * <p>How this differs from the paper and from its authors' code is in a table at {@link AutoRec}.
 *
 * <p>Cost of an epoch: 10 operations for each rating and unit, and a pass over the weights for each
 * batch. Memory: 20 bytes for each weight, of which there are 1,000 for each user.
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
 * @param firstWeights how the weights are drawn that training starts from
 * @param optimizer how the loss is made small
 * @param learningRate first step size of Adam and of RProp; L-BFGS finds its own
 * @param rateDecay how the learning rate of Adam falls over the epochs
 * @param batchSize items of a mini-batch of Adam
 * @param epochs passes over the training data, at most
 * @param patience epochs without a better validation RMSE before training stops
 */
public record IAutoRec(
    LayerSizes hidden,
    Activation activation,
    Activation outputActivation,
    double dropout,
    double codeDropout,
    double l2,
    Initialization firstWeights,
    AutoRecOptimizer optimizer,
    double learningRate,
    RateDecay rateDecay,
    int batchSize,
    int epochs,
    int patience)
    implements AutoRec<IAutoRec> {

  /**
   * @throws org.refold.settings.BadInputException if a setting is out of its range
   */
  public IAutoRec {
    AutoRec.check(hidden, dropout, codeDropout, l2, learningRate, batchSize, epochs, patience);
  }

  /**
   * The layers of the paper; the rest, which the paper does not say, as it did best on validation
   * ratings of MovieLens-1M, a tenth of the training ratings (RMSE for {@code l2} 200: .8457, 300:
   * .8350, 400: .8390, 600: .8431). Patience is that of all epochs, as the last ones, with the
   * smallest steps, are the best.
   */
  public IAutoRec() {
    this(
        LayerSizes.of(500),
        Activation.SIGMOID,
        Activation.IDENTITY,
        0,
        0,
        300,
        Initialization.xavier(),
        AutoRecOptimizer.ADAM,
        3e-3,
        RateDecay.cosine(),
        512,
        100,
        100);
  }

  @Override
  public String name() {
    return "i-autorec";
  }

  @Override
  public IAutoRecModel fit(Interactions train, Fitting fitting) {
    checkRatings(train);
    Interactions rows = transposed(train);
    RatingScale scale = RatingScale.of(train);
    AutoRecNetwork network =
        new AutoRecNetwork(
            rows.itemCount(), this, scale, new Mlp.Start(Precision.FLOAT, fitting.seed()));
    Matrix codes = Matrix.floats(rows.userCount(), network.weight().columns());
    return new AutoRecTraining<>(
            this,
            rows,
            "items",
            network,
            history -> {
              network.encode(rows, codes);
              return new IAutoRecModel(rows, scale, network, codes, history);
            })
        .fit(train, fitting);
  }

  /** The ratings by item: its rows are items, its columns users. */
  private static Interactions transposed(Interactions train) {
    InteractionsBuilder builder = new InteractionsBuilder(true, false);
    for (int user = 0; user < train.userCount(); user++) {
      for (int p = train.start(user); p < train.end(user); p++) {
        builder.add(train.item(p), user, train.value(p), 0);
      }
    }
    return builder.build(train.items(), train.users(), InteractionsBuilder.Duplicates.KEEP);
  }
}
