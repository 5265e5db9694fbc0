package org.refold.evaluate.metric;

/**
 * Mean absolute error of predicted ratings, {@code mean(|prediction - rating|)}.
 *
 * <p>Example: one user has the ratings 4 and 2, predicted 3 and 2; another has 5, predicted 3. Over
 * all pairs it is {@code (1 + 0 + 2) / 3 = 1}; over users {@code (1 / 2 + 2) / 2 = 1.25}.
 *
 * @param pool over what the mean is taken
 */
public record Mae(Pool pool) implements RatingMetric {

  /** Over all held-out ratings. */
  public Mae() {
    this(Pool.PAIRS);
  }

  @Override
  public String base() {
    return "mae";
  }

  @Override
  public String summary() {
    return "mean absolute error of predicted ratings";
  }

  @Override
  public double loss(double difference) {
    return Math.abs(difference);
  }

  @Override
  public double scale(double meanLoss) {
    return meanLoss;
  }

  @Override
  public double slope(double meanLoss) {
    return 1;
  }
}
