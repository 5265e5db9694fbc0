package org.refold.evaluate;

import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.metric.RatingMetric;
import org.refold.recommend.Model;
import org.refold.recommend.RatingPredictor;
import org.refold.settings.BadInputException;

/** Predicts all held-out ratings and adds up the losses of each user. */
final class RatingRun {

  private final EvaluatedUsers evaluated;
  private final Interactions ratings;
  private final float[] predictions;
  private final double seconds;

  /**
   * Predicts.
   *
   * @param first one of those metrics that ask for predictions, for messages
   * @throws BadInputException if the model does not predict ratings, or the data have none
   */
  RatingRun(EvaluatedUsers evaluated, Model model, Metric first) {
    Holdout holdout = evaluated.holdout();
    this.evaluated = evaluated;
    this.ratings = holdout.foldOut();
    if (!(model instanceof RatingPredictor predictor)) {
      throw Models.predictsNothing(Models.nameOf(model), first);
    }
    requireRatings(holdout, first);
    this.predictions = new float[ratings.size()];
    long start = System.nanoTime();
    predictor.predict(holdout.histories(), ratings, predictions);
    this.seconds = (System.nanoTime() - start) / 1e9;
    requireFinite(model);
  }

  /**
   * @throws BadInputException if nothing that was held out has a value
   */
  static void requireRatings(Holdout holdout, Metric metric) {
    if (!holdout.foldOut().hasValues()) {
      throw new BadInputException(
          metric.name()
              + " needs held-out ratings, but the split has no values: either the data have none"
              + " (`refold data info` says so), or the split drops them; ratings:test=0.1 and"
              + " feedback=ratings keep them");
    }
  }

  private void requireFinite(Model model) {
    for (int p = 0; p < predictions.length; p++) {
      if (!Float.isFinite(predictions[p])) {
        String item = ratings.items().id(ratings.item(p));
        throw Models.noNumber(
            Models.nameOf(model), predictions[p], item, ratings, ratings.userAt(p));
      }
    }
  }

  /** The result of a metric. */
  MetricResult result(RatingMetric metric) {
    int users = ratings.userCount();
    double[] losses = new double[users];
    double[] counts = new double[users];
    double[] perUser = new double[users];
    for (int user = 0; user < users; user++) {
      for (int p = ratings.start(user); p < ratings.end(user); p++) {
        losses[user] += metric.loss((double) predictions[p] - ratings.value(p));
      }
      counts[user] = ratings.count(user);
      perUser[user] = metric.scale(losses[user] / counts[user]);
    }
    return switch (metric.pool()) {
      case PAIRS ->
          Estimates.ofPairs(metric, evaluated.aligned(losses, 0), evaluated.aligned(counts, 0));
      case USERS -> Estimates.ofUsers(metric, evaluated.aligned(perUser, Double.NaN));
    };
  }

  /** Wall time of the predictions. */
  double seconds() {
    return seconds;
  }
}
