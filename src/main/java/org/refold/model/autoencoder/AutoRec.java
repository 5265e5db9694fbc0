package org.refold.model.autoencoder;

import org.refold.data.Interactions;
import org.refold.kernel.Activation;
import org.refold.recommend.Changed;
import org.refold.recommend.Check;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.train.RateDecay;

/**
 * The hyper-parameters that {@link IAutoRec} and {@link UAutoRec} share.
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
 * <tr><td>optimiser</td><td>RProp</td><td>500 steps of L-BFGS for items, of RProp for users</td>
 *     <td>Adam on mini-batches; {@code rprop} and {@code l-bfgs} on all rows by choice</td></tr>
 * <tr><td>f, g</td><td>identity, sigmoid</td><td>identity, sigmoid</td>
 *     <td>the same; a bounded f is stretched to the bounds of the ratings</td></tr>
 * <tr><td>dropout</td><td>none</td><td>not checked</td>
 *     <td>none; of the input ratings ({@code dropout}) and of the code ({@code codeDropout}) by
 *     choice, both inverted</td></tr>
 * <tr><td>start</td><td>not said</td><td>not checked</td>
 *     <td>weights of variance 2 / (in + out) or by {@code firstWeights}, hidden biases of deviation
 *     0.001, output biases 0</td></tr>
 * <tr><td>predictions</td><td>not said</td><td>clipped to the bounds of the training ratings</td>
 *     <td>clipped to them</td></tr>
 * <tr><td>no rating</td><td>3</td><td>not checked</td><td>the middle of the scale: 3 between 1 and 5</td></tr>
 * <tr><td>several layers</td><td>500, 250, 500, greedily pre-trained</td><td>not checked</td>
 *     <td>{@code hidden=500x250x500}, trained at once</td></tr>
 * </table>
 *
 * @param <R> the record itself, which each {@code withX} gives back with one setting changed
 */
public sealed interface AutoRec<R extends AutoRec<R>> extends Recommender
    permits IAutoRec, UAutoRec {

  /** Units of the hidden layers, one layer at least. */
  LayerSizes hidden();

  /** g, the function of hidden units. */
  Activation activation();

  /** f, the function of output units. */
  Activation outputActivation();

  /** Share of the input ratings that training drops; all of them are put out. */
  double dropout();

  /** Share of the units of the last hidden layer that training drops. */
  double codeDropout();

  /** Weight of half the squared length of the weights in the loss over all rows. */
  double l2();

  /** How the weights are drawn that training starts from. */
  Initialization firstWeights();

  /** How the loss is made small. */
  AutoRecOptimizer optimizer();

  /** First step size of Adam and of RProp; L-BFGS finds its own. */
  double learningRate();

  /** How the learning rate of Adam falls over the epochs. */
  RateDecay rateDecay();

  /** Rows of a mini-batch of Adam. */
  int batchSize();

  /** Passes over the training data, at most. */
  int epochs();

  /** Epochs without a better validation RMSE before training stops. */
  int patience();

  /** The same with other hidden layers. */
  default R withHidden(LayerSizes layers) {
    return with("hidden", layers);
  }

  /** The same with another function of hidden units. */
  default R withActivation(Activation g) {
    return with("activation", g);
  }

  /** The same with another function of output units. */
  default R withOutputActivation(Activation f) {
    return with("outputActivation", f);
  }

  /** The same with another share of the input ratings dropped in training. */
  default R withDropout(double share) {
    return with("dropout", share);
  }

  /** The same with another share of the code's units dropped in training. */
  default R withCodeDropout(double share) {
    return with("codeDropout", share);
  }

  /** The same with another weight of the penalty. */
  default R withL2(double weight) {
    return with("l2", weight);
  }

  /** The same with other first weights. */
  default R withFirstWeights(Initialization drawn) {
    return with("firstWeights", drawn);
  }

  /** The same with another optimiser. */
  default R withOptimizer(AutoRecOptimizer method) {
    return with("optimizer", method);
  }

  /** The same with another learning rate. */
  default R withLearningRate(double rate) {
    return with("learningRate", rate);
  }

  /** The same with a learning rate that falls in another way. */
  default R withRateDecay(RateDecay decay) {
    return with("rateDecay", decay);
  }

  /** The same with another batch size. */
  default R withBatchSize(int rows) {
    return with("batchSize", rows);
  }

  /** The same with another number of epochs. */
  default R withEpochs(int most) {
    return with("epochs", most);
  }

  /** The same with another patience. */
  default R withPatience(int epochsWithoutGain) {
    return with("patience", epochsWithoutGain);
  }

  @SuppressWarnings("unchecked") // R is the record's own class
  private R with(String setting, Object value) {
    return (R) Changed.with((Record) this, setting, value);
  }

  /**
   * Checks settings, for the constructors of the records.
   *
   * @throws BadInputException if one is out of its range
   */
  static void check(
      LayerSizes hidden,
      double dropout,
      double codeDropout,
      double l2,
      double learningRate,
      int batchSize,
      int epochs,
      int patience) {
    if (hidden.units().isEmpty()) {
      throw new BadInputException("hidden is none, but one layer is needed at least, such as 500");
    }
    Check.rate("dropout", dropout, "the paper has 0");
    Check.rate("codeDropout", codeDropout, "the paper has 0");
    Check.notNegative("l2", l2, "usual are 10 to 1000");
    Check.positive("learningRate", learningRate, "usual is 0.001");
    Check.atLeast(1, "batchSize", batchSize, "usual are 64 to 512 rows");
    Check.atLeast(1, "epochs", epochs, "usual are 50 to 500");
    Check.atLeast(1, "patience", patience, "usual are 5 to 50 epochs");
  }

  /**
   * Checks that there is something to learn from.
   *
   * @throws BadInputException if there are no ratings
   */
  default void checkRatings(Interactions train) {
    Check.notEmpty(this, train);
    if (!train.hasValues()) {
      throw new BadInputException(
          "%s learns from ratings, but %s have none: choose a split that keeps them, such as"
                  .formatted(name(), train)
              + " ratings:test=0.1");
    }
  }
}
