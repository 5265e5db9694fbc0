package org.refold.evaluate.statistics;

import org.apache.commons.math3.distribution.TDistribution;
import org.refold.evaluate.Interval;

/**
 * How sure a mean difference is, and what follows by Student's t.
 *
 * @param error the standard error of the mean difference
 * @param degrees its degrees of freedom, at least 1
 */
public record StandardError(double error, double degrees) {

  private static final double UPPER_TAIL = 0.975;
  private static final double POWER = 0.8;

  /** The 95 % interval of a mean difference. */
  public Interval about(double mean) {
    double reach = error * quantile(UPPER_TAIL);
    return new Interval(mean - reach, mean + reach);
  }

  /**
   * The two-sided test of a mean difference against 0. Without any error p is 1 for 0 and 0 for
   * anything else.
   */
  public PairedTest.Result test(double mean) {
    if (error == 0) {
      return mean == 0 ? new PairedTest.Result(0, 1) : new PairedTest.Result(mean / 0, 0);
    }
    double t = mean / error;
    double p = 2 * new TDistribution(degrees).cumulativeProbability(-Math.abs(t));
    return new PairedTest.Result(t, Math.min(1, p));
  }

  /**
   * The smallest true difference that a test at the 5 % level finds in 80 of 100 repetitions:
   * {@code (t.975 + t.80) x error}. A difference that was not seen may be as large as this.
   */
  public double detectable() {
    return error * (quantile(UPPER_TAIL) + quantile(POWER));
  }

  private double quantile(double share) {
    return new TDistribution(degrees).inverseCumulativeProbability(share);
  }
}
