package org.refold.evaluate;

import java.util.Locale;
import org.refold.data.BadInputException;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.recommend.Model;
import org.refold.recommend.RatingPredictor;

/** Predicts all held-out ratings and adds up the losses of each user. */
final class RatingRun {

  private final String model;
  private final Interactions ratings;
  private final float[] predictions;
  private final double seconds;

  /**
   * Predicts.
   *
   * @param metric one of those that ask for predictions, for messages
   * @throws BadInputException if the model does not predict ratings, or the data have none
   */
  RatingRun(Model model, Holdout holdout, Metric metric) {
    this.model = Models.nameOf(model);
    this.ratings = holdout.foldOut();
    if (!(model instanceof RatingPredictor predictor)) {
      throw new BadInputException(
          "%s cannot be measured by %s: it ranks but does not predict ratings; take a model that"
                  .formatted(this.model, metric.name())
              + " does (auto-rec), or metrics of rankings such as ndcg@100");
    }
    if (!ratings.hasValues()) {
      throw new BadInputException(
          metric.name()
              + " needs held-out ratings, but the split keeps no values; use a split that keeps"
              + " them, such as ratings:test=0.1");
    }
    this.predictions = new float[ratings.size()];
    long start = System.nanoTime();
    predictor.predict(holdout.foldIn(), ratings, predictions);
    this.seconds = (System.nanoTime() - start) / 1e9;
    refuseNaN();
  }

  private void refuseNaN() {
    for (int p = 0; p < predictions.length; p++) {
      if (Float.isNaN(predictions[p])) {
        throw new BadInputException(
            String.format(
                Locale.ROOT,
                "%s predicts NaN for user '%s' and item '%s'; its training has probably diverged:"
                    + " try a lower learning rate",
                model,
                ratings.users().id(ratings.userAt(p)),
                ratings.items().id(ratings.item(p))));
      }
    }
  }

  /** For each user the losses of all predictions, added up: {@code [users]}. */
  double[] losses(RatingMetric metric) {
    double[] losses = new double[ratings.userCount()];
    for (int user = 0; user < losses.length; user++) {
      for (int p = ratings.start(user); p < ratings.end(user); p++) {
        losses[user] += metric.loss((double) predictions[p] - ratings.value(p));
      }
    }
    return losses;
  }

  /** For each user the number of predictions: {@code [users]}. */
  double[] counts() {
    double[] counts = new double[ratings.userCount()];
    for (int user = 0; user < counts.length; user++) {
      counts[user] = ratings.count(user);
    }
    return counts;
  }

  /** Wall time of the predictions. */
  double seconds() {
    return seconds;
  }
}
