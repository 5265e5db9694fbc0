package org.refold.evaluate.statistics;

import org.apache.commons.math3.stat.inference.TTest;

/**
 * Student's paired t-test, {@code t = mean / (s / sqrt(n))} with n - 1 degrees of freedom. For
 * hundreds of users and more the mean is near enough to normal whatever the differences look like;
 * Ihemelandu and Ekstrand (SIGIR 2023) find its errors as large as they should be on recommender
 * data.
 */
public record StudentTest() implements PairedTest {

  @Override
  public String name() {
    return "t-test";
  }

  @Override
  public String meaning() {
    return "Student's paired t-test of the mean difference, two-sided";
  }

  /**
   * {@inheritDoc}
   *
   * <p>Where all differences are the same number the statistic is 0 or infinite, and p 1 or 0.
   */
  @Override
  public Result of(PairedSample sample) {
    if (sample.standardDeviation() == 0) {
      double mean = sample.mean();
      return mean == 0 ? new Result(0, 1) : new Result(mean / 0, 0);
    }
    TTest test = new TTest();
    double[] differences = sample.differences();
    return new Result(test.t(0, differences), Math.min(1, test.tTest(0, differences)));
  }
}
