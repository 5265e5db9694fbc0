package org.refold.evaluate;

import java.util.Optional;
import org.apache.commons.math3.distribution.TDistribution;
import org.refold.evaluate.metric.Metric;

/**
 * A confidence interval.
 *
 * @param low its lower end
 * @param high its upper end
 */
public record Interval(double low, double high) {

  private static final double UPPER_TAIL = 0.975;

  /**
   * The 95 % interval by Student's t; empty for fewer than two numbers.
   *
   * @param mean what it lies about
   * @param error the standard error of the mean
   * @param count how many numbers the mean is of
   */
  public static Optional<Interval> byStudent(double mean, double error, int count) {
    if (count < 2) {
      return Optional.empty();
    }
    double reach = error * new TDistribution(count - 1).inverseCumulativeProbability(UPPER_TAIL);
    return Optional.of(new Interval(mean - reach, mean + reach));
  }

  /**
   * What of it lies in the range of a metric: for a few users Student's t reaches beyond all that
   * the metric can be.
   */
  public Interval within(Metric metric) {
    return new Interval(Math.max(low, metric.least()), Math.min(high, metric.largest()));
  }
}
