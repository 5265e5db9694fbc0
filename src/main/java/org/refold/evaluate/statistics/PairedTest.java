package org.refold.evaluate.statistics;

/**
 * A two-sided test of the hypothesis that two models do not differ, on the same users. Can be
 * implemented outside this library.
 */
public interface PairedTest {

  /**
   * What a test found.
   *
   * @param statistic the value of the test's statistic
   * @param p the probability of a statistic at least as extreme if the models did not differ, in
   *     [0, 1], unadjusted
   */
  record Result(double statistic, double p) {}

  /** What it is called in tables: {@code "t-test"}. */
  String name();

  /** What exactly is done, in one line for a person. */
  String meaning();

  /**
   * What speaks against this test for so many users, for a person; empty where nothing does.
   *
   * @param users how many take part
   */
  default String caveat(int users) {
    return "";
  }

  /**
   * Runs the test.
   *
   * @return p is 1 where first and second agree for every user
   */
  Result of(PairedSample sample);
}
