package org.refold.model.autoencoder;

import org.refold.data.BadInputException;
import org.refold.data.Interactions;
import org.refold.kernel.Activation;
import org.refold.recommend.Check;
import org.refold.recommend.Recommender;

/** The hyper-parameters that {@link IAutoRec} and {@link UAutoRec} share. */
sealed interface AutoRec extends Recommender permits IAutoRec, UAutoRec {

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

  /** How the loss is made small. */
  AutoRecOptimizer optimizer();

  /** First step size of Adam and of RProp; L-BFGS finds its own. */
  double learningRate();

  /** Rows of a mini-batch of Adam. */
  int batchSize();

  /** Passes over the training data, at most. */
  int epochs();

  /** Epochs without a better validation RMSE before training stops. */
  int patience();

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
