package org.refold.evaluate;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.math3.stat.StatUtils;

/**
 * The mean of some numbers, one for each user or one for each seed, and how sure it is. Numbers are
 * added up in the order of size, so that the mean does not depend on how users are numbered.
 *
 * @param mean NaN where there is no number
 * @param ci95 the 95 % interval by Student's t; empty for fewer than two numbers
 * @param count how many numbers there are
 */
public record Mean(double mean, Optional<Interval> ci95, int count) {

  /**
   * The mean of some numbers.
   *
   * @param values NaN takes no part. Not modified.
   */
  public static Mean of(double[] values) {
    double[] numbers = sortedNumbers(values);
    int n = numbers.length;
    double mean = n == 0 ? Double.NaN : StatUtils.mean(numbers);
    double error = n < 2 ? Double.NaN : Math.sqrt(StatUtils.variance(numbers, mean) / n);
    return new Mean(mean, Interval.byStudent(mean, error, n), n);
  }

  /** What is not NaN, ascending, in a fresh array. */
  static double[] sortedNumbers(double[] values) {
    return Arrays.stream(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
  }
}
