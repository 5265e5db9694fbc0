package org.refold.evaluate.statistics;

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
   * <p>With folds the error and its degrees of freedom are those of {@link FoldEffect}. Where all
   * differences are the same number the statistic is 0 or infinite, and p 1 or 0.
   */
  @Override
  public Result of(PairedSample sample) {
    return sample.standardError().test(sample.mean());
  }
}
