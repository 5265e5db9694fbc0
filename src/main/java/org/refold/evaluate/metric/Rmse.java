package org.refold.evaluate.metric;

/**
 * Root mean squared error of predicted ratings, {@code sqrt(mean((prediction - rating)^2))}.
 *
 * <p>Example: one user has the ratings 4 and 2, predicted 3 and 2; another has 5, predicted 3. Over
 * all pairs it is {@code sqrt((1 + 0 + 4) / 3) = 1.290994}; over users {@code (sqrt(1 / 2) +
 * sqrt(4)) / 2 = 1.353553}.
 *
 * @param pool over what the mean is taken; papers pool pairs unless they say otherwise
 */
public record Rmse(Pool pool) implements RatingMetric {

  /** Over all held-out ratings. */
  public Rmse() {
    this(Pool.PAIRS);
  }

  @Override
  public String base() {
    return "rmse";
  }

  @Override
  public String summary() {
    return "root mean squared error of predicted ratings";
  }

  @Override
  public double loss(double difference) {
    return difference * difference;
  }

  @Override
  public double scale(double meanLoss) {
    return Math.sqrt(meanLoss);
  }

  @Override
  public double slope(double meanLoss) {
    return meanLoss > 0 ? 0.5 / Math.sqrt(meanLoss) : 0;
  }
}
