package org.refold.evaluate.metric;

import java.util.List;
import org.refold.settings.Choice;

/**
 * A metric of predicted ratings: the mean of a loss over held-out ratings, brought back to the
 * scale of the ratings.
 */
public sealed interface RatingMetric extends Metric permits Rmse, Mae {

  /** Over what the mean is taken. */
  enum Pool implements Choice {
    /** Each held-out rating weighs the same; users with many ratings weigh more. */
    PAIRS("the mean runs over all held-out ratings at once"),
    /** Each user weighs the same. */
    USERS("computed for each user apart, then averaged over users");

    private final String meaning;

    Pool(String meaning) {
      this.meaning = meaning;
    }

    @Override
    public String meaning() {
      return meaning;
    }
  }

  /** Over what the mean is taken. */
  Pool pool();

  /** The loss of one prediction. */
  double loss(double difference);

  /** From a mean loss to the scale of the ratings. */
  double scale(double meanLoss);

  /** The derivative of {@link #scale}; carries a standard error from one to the other. */
  double slope(double meanLoss);

  @Override
  default double least() {
    return 0;
  }

  @Override
  default int cutoff() {
    return 0;
  }

  @Override
  default Better better() {
    return Better.LOWER;
  }

  @Override
  default List<Convention> conventions() {
    return List.of(Convention.of("pool", pool(), Pool.PAIRS));
  }
}
