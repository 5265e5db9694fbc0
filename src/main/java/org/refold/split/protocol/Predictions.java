package org.refold.split.protocol;

import org.refold.data.Prediction;
import org.refold.settings.BadInputException;
import org.refold.settings.Options;
import org.refold.settings.Spec;

/** The option {@code predict} of splitters that hold out the newest. */
final class Predictions {

  private static final String OPTION = "predict";

  private Predictions() {}

  static SplitterHelp.Option help(String choices) {
    return new SplitterHelp.Option(OPTION, "rest", "what is to be found: " + choices);
  }

  static Prediction read(Options options) {
    return options.choice(OPTION, Prediction.REST);
  }

  /** Says nothing of the usual case, so that the text of a split is what it was before. */
  static Spec write(Spec spec, Prediction prediction) {
    return prediction.isOfNext() ? spec.with(OPTION, prediction) : spec;
  }

  /**
   * @throws BadInputException if next items are asked for of histories that are cut at random
   */
  static void check(Prediction prediction, Order order) {
    if (prediction.isOfNext() && order == Order.RANDOM) {
      throw new BadInputException(
          "predict=%s needs what is held out to be the newest of a history, but it is chosen at random; take strong-temporal, or order=time"
              .formatted(prediction.token()));
    }
  }

  /**
   * The same for users of the training data.
   *
   * @throws BadInputException also if every item is to be predicted, as most of them are training
   *     data
   */
  static void checkKnownUsers(Prediction prediction, Order order) {
    check(prediction, order);
    if (prediction == Prediction.EVERY_NEXT) {
      throw new BadInputException(
          "predict=every-next asks for whole histories, but here most of a history is training"
              + " data; take predict=next, or strong-temporal, whose users are not in training");
    }
  }
}
