package org.refold.evaluate;

import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;
import org.jspecify.annotations.Nullable;

/**
 * Means over users and their intervals. Everything is added up in the order of size, not of users,
 * so that the figures do not depend on how users are numbered.
 */
final class Estimates {

  private static final double UPPER_TAIL = 0.975;
  private static final double[] NONE = {};

  private Estimates() {}

  /**
   * The mean over users.
   *
   * @param perUser NaN for users that take no part; kept
   */
  static MetricResult ofUsers(Metric metric, double[] perUser) {
    Mean mean = mean(perUser);
    return new MetricResult(metric, mean.mean(), mean.ci95(), mean.count(), perUser, NONE);
  }

  /**
   * A mean and how sure it is.
   *
   * @param mean NaN where there is no number
   * @param ci95 by Student's t; null for fewer than two numbers
   * @param count how many numbers there are
   */
  record Mean(double mean, @Nullable Interval ci95, int count) {}

  /**
   * The mean of some numbers; NaN takes no part.
   *
   * @param values Not modified.
   */
  static Mean mean(double[] values) {
    double[] numbers = sortedNumbers(values);
    int n = numbers.length;
    double mean = n == 0 ? Double.NaN : StatUtils.mean(numbers);
    double error = n < 2 ? Double.NaN : Math.sqrt(StatUtils.variance(numbers, mean) / n);
    return new Mean(mean, interval(mean, error, n), n);
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
    double ratio = StatUtils.sum(sortedNumbers(losses)) / pairs;
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
    double spread = StatUtils.sum(sortedNumbers(squares)) * users / (users - 1.0);
    double error = metric.slope(ratio) * Math.sqrt(spread) / pairs;
    double mean = metric.scale(ratio);
    return new MetricResult(metric, mean, interval(mean, error, users), users, perUser, counts);
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
    return new MetricResult(metric, metric.of(exposure), null, exposure.users(), NONE, NONE);
  }

  private static @Nullable Interval interval(double mean, double error, int users) {
    if (users < 2) {
      return null;
    }
    double reach = error * new TDistribution(users - 1).inverseCumulativeProbability(UPPER_TAIL);
    return new Interval(mean - reach, mean + reach);
  }

  private static double[] sortedNumbers(double[] values) {
    return Arrays.stream(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
  }
}
