package org.refold.model.autoencoder;

import io.soabase.recordbuilder.core.RecordBuilder;
import org.refold.data.Interactions;
import org.refold.kernel.Activation;
import org.refold.nn.layer.Initialization;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.train.RateDecay;
import org.refold.train.Trainable;
import org.refold.train.Training;
import org.refold.train.neural.ItemRatingRecommender;
import org.refold.train.neural.RatingNetwork;

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
 * UAutoRec} folds in any user.
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
 *     denoising autoencoder otherwise, whose output has the dropped ratings too
 * @param codeDropout share of the units of the code, the last hidden layer, that training drops, in
 *     [0, 1): 0 in the paper
 * @param l2 lambda, the weight of half the squared length of the weights in the loss over all rows
 * @param firstWeights how the weights are drawn that training starts from
 * @param training how it is trained, on mini-batches of items; L-BFGS finds its own learning rate,
 *     and so does RProp after the first step
 */
@RecordBuilder
public record IAutoRec(
    LayerSizes hidden,
    Activation activation,
    Activation outputActivation,
    double dropout,
    double codeDropout,
    double l2,
    Initialization firstWeights,
    Training training)
    implements AutoRec, ItemRatingRecommender, Trainable<IAutoRec>, IAutoRecBuilder.With {

  /**
   * @throws org.refold.settings.BadInputException if a setting is out of its range
   */
  public IAutoRec {
    AutoRec.check(hidden, dropout, codeDropout, l2);
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
        Training.adam(3e-3, 512, 100).withRateDecay(RateDecay.cosine()));
  }

  @Override
  public String name() {
    return "i-autorec";
  }

  @Override
  public IAutoRec with(Training other) {
    return withTraining(other);
  }

  @Override
  public RatingNetwork network(Sizes sizes, Scope scope) {
    return new AutoRecNetwork(this, training, sizes.items(), sizes.users(), sizes, scope);
  }

  /** Beside the network the codes of all items, which the model keeps. */
  @Override
  public long fitBytes(Interactions train) {
    long unitsOfCode = hidden.units().get(hidden.units().size() - 1);
    return Float.BYTES * unitsOfCode * train.itemCount()
        + ItemRatingRecommender.super.fitBytes(train);
  }
}
