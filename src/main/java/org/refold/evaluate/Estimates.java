package org.refold.evaluate;

import java.util.Optional;
import org.apache.commons.math3.stat.StatUtils;
import org.refold.evaluate.metric.Exposure;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.metric.RatingMetric;
import org.refold.evaluate.metric.SystemMetric;

/**
 * Means over users and their intervals. Everything is added up in the order of size, not of users,
 * so that the figures do not depend on how users are numbered.
 */
final class Estimates {

  private static final double[] NONE = {};

  private Estimates() {}

  /**
   * The mean over users.
   *
   * @param perUser NaN for users that take no part; kept
   */
  static MetricResult ofUsers(Metric metric, double[] perUser) {
    Mean mean = Mean.of(perUser);
    return new MetricResult(
        metric, mean.mean(), mean.ci95().map(ci -> ci.within(metric)), mean.count(), perUser, NONE);
  }

  /**
   * The figure over pooled pairs: the scaled ratio of all loss to all pairs. Users are clusters;
   * the variance of the ratio is that of its linear approximation (Cochran 1977, section 6.3), and
   * the scale carries it over by its slope.
   *
   * @param losses the loss of each user, added up
   * @param counts the pairs of each user, 0 for those that take no part
   */
  static MetricResult ofPairs(RatingMetric metric, double[] losses, double[] counts) {
    double pairs = StatUtils.sum(counts);
    double ratio = StatUtils.sum(Mean.sortedNumbers(losses)) / pairs;
    double[] perUser = new double[losses.length];
    double[] squares = new double[losses.length];
    int users = 0;
    for (int user = 0; user < losses.length; user++) {
      boolean takesPart = counts[user] > 0;
      double residual = losses[user] - ratio * counts[user];
      perUser[user] = takesPart ? metric.scale(losses[user] / counts[user]) : Double.NaN;
      squares[user] = takesPart ? residual * residual : Double.NaN;
      users += takesPart ? 1 : 0;
    }
    double spread = StatUtils.sum(Mean.sortedNumbers(squares)) * users / (users - 1.0);
    double error = metric.slope(ratio) * Math.sqrt(spread) / pairs;
    double mean = metric.scale(ratio);
    return new MetricResult(
        metric,
        mean,
        Interval.byStudent(mean, error, users).map(ci -> ci.within(metric)),
        users,
        perUser,
        counts);
  }

  /**
   * A result for some of its users only.
   *
   * @param result of users or pairs, not of the whole system
   * @param inside which users count, {@code [users of the hold-out]}
   */
  static MetricResult within(MetricResult result, boolean[] inside) {
    double[] values = result.perUser();
    double[] weights = result.weights();
    boolean pooled = weights.length > 0 && result.metric() instanceof RatingMetric;
    for (int user = 0; user < values.length; user++) {
      if (!inside[user]) {
        values[user] = Double.NaN;
      }
    }
    if (!pooled) {
      return ofUsers(result.metric(), values);
    }
    RatingMetric metric = (RatingMetric) result.metric();
    for (int user = 0; user < values.length; user++) {
      // a user's value is the scaled mean loss, and the loss takes the scale back
      weights[user] = Double.isNaN(values[user]) ? 0 : weights[user];
      values[user] = Double.isNaN(values[user]) ? 0 : metric.loss(values[user]) * weights[user];
    }
    return ofPairs(metric, values, weights);
  }

  /** One figure for the whole system. */
  static MetricResult ofSystem(SystemMetric metric, Exposure exposure) {
    return new MetricResult(
        metric, metric.of(exposure), Optional.empty(), exposure.users(), NONE, NONE);
  }
}
