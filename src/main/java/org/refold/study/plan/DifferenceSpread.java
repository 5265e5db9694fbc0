package org.refold.study.plan;

import org.apache.commons.math3.special.Gamma;
import org.refold.evaluate.statistics.FoldEffect;
import org.refold.evaluate.statistics.StandardError;

/**
 * How much a paired difference of two arms varies.
 *
 * @param users the standard deviation of a user's difference, within a fold
 * @param folds the standard deviation of the effect of a fold, which is that of a training set
 */
public record DifferenceSpread(double users, double folds) {

  /**
   * What a design would see.
   *
   * @param halfWidth of the 95 % interval of a difference, as expected
   * @param detectable the smallest true difference that the t-test at the 5 % level finds in 80 of
   *     100 repetitions, as expected
   */
  public record Sight(double halfWidth, double detectable) {}

  /**
   * What a study with this spread would see: with folds by their means, see {@link FoldEffect};
   * with one training set over users alone.
   *
   * @param folds over users, at least 1
   * @param tested users in all folds, more than folds
   */
  public Sight with(int folds, int tested) {
    if (folds == 1) {
      return sight(new StandardError(users / Math.sqrt(tested), tested - 1.0));
    }
    double error = Math.hypot(users / Math.sqrt(tested), this.folds / Math.sqrt(folds));
    return sight(new StandardError(error * shareOfDeviation(folds), folds - 1.0));
  }

  /**
   * What the standard deviation of some normal observations is expected to be, in parts of the true
   * one: {@code sqrt(2 / (n - 1)) gamma(n / 2) / gamma((n - 1) / 2)}.
   */
  private static double shareOfDeviation(int n) {
    return Math.sqrt(2.0 / (n - 1))
        * Math.exp(Gamma.logGamma(n / 2.0) - Gamma.logGamma((n - 1) / 2.0));
  }

  private static Sight sight(StandardError error) {
    return new Sight(error.about(0).high(), error.detectable());
  }
}
