package org.refold.report.study;

import org.refold.evaluate.Interval;
import org.refold.evaluate.statistics.Comparison;
import org.refold.evaluate.statistics.StudentTest;

/**
 * One arm less another, as its {@link Comparison} says.
 *
 * @param users how many have both values
 * @param mean the mean difference over users
 * @param interval of that mean
 * @param detectable the smallest true difference that is detected
 * @param d Cohen's d
 * @param p by Student's test alone
 * @param adjusted the same over the family of comparisons
 */
record Difference(
    int users,
    double mean,
    Interval interval,
    double detectable,
    double d,
    double p,
    double adjusted) {

  static final double LEVEL = 0.05;

  /** Without an adjustment. */
  static Difference of(Comparison found) {
    double p = found.p(new StudentTest());
    return new Difference(
        found.sample().users(),
        found.difference(),
        found.interval(),
        found.detectable(),
        found.effect().d(),
        p,
        p);
  }

  /** The other less the one. */
  Difference turned() { // 0 less it, since a minus would make -0 of 0
    Interval other = new Interval(0 - interval.high(), 0 - interval.low());
    return new Difference(users, 0 - mean, other, detectable, 0 - d, p, adjusted);
  }

  /** The same within a family of comparisons. */
  Difference adjustedTo(double other) {
    return new Difference(users, mean, interval, detectable, d, p, other);
  }

  boolean isSignificant() {
    return adjusted < LEVEL;
  }
}
