package org.refold.evaluate;

import java.util.Locale;
import java.util.Optional;
import org.refold.evaluate.metric.Metric;

/**
 * What a metric came to: the figure, how sure it is, and what it is made of. Immutable.
 *
 * <p>The interval is about users: how the figure would vary if other users of the same kind were
 * drawn. It does not cover other splits or seeds.
 */
public final class MetricResult {

  private final Metric metric;
  private final double mean;
  private final Optional<Interval> ci95;
  private final int users;
  private final double[] perUser;
  private final double[] weights;

  /** Takes the arrays as they are. */
  MetricResult(
      Metric metric,
      double mean,
      Optional<Interval> ci95,
      int users,
      double[] perUser,
      double[] weights) {
    this.metric = metric;
    this.mean = mean;
    this.ci95 = ci95;
    this.users = users;
    this.perUser = perUser;
    this.weights = weights;
  }

  /** What was measured. */
  public Metric metric() {
    return metric;
  }

  /** The figure: a mean over users, a figure over pooled pairs, or one for the whole system. */
  public double mean() {
    return mean;
  }

  /**
   * The 95 % interval by Student's t, over users; for pooled ratings users are clusters of a ratio
   * (linearised); within what the metric can be. Empty for metrics of the whole system and where
   * there are fewer than two users.
   */
  public Optional<Interval> ci95() {
    return ci95;
  }

  /** How many users took part. */
  public int users() {
    return users;
  }

  /**
   * The value of each user of the hold-out, NaN for those who were left out; empty for metrics of
   * the whole system.
   *
   * @return {@code [users of the hold-out]}, a copy
   */
  public double[] perUser() {
    return perUser.clone();
  }

  /**
   * What each user weighs in the figure, where that is not the same: the number of held-out ratings
   * for pooled rating metrics; otherwise empty.
   *
   * @return {@code [users of the hold-out]} or empty, a copy
   */
  public double[] weights() {
    return weights.clone();
  }

  @Override
  public String toString() {
    String range =
        ci95.map(ci -> String.format(Locale.ROOT, " [%.4f, %.4f]", ci.low(), ci.high())).orElse("");
    return String.format(Locale.ROOT, "%s %.4f%s over %d users", metric.name(), mean, range, users);
  }
}
