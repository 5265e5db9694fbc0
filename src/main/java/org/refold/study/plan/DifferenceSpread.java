package org.refold.study.plan;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.refold.evaluate.statistics.FoldEffect;
import org.refold.evaluate.statistics.StandardError;

/**
 * How much a paired difference of two arms varies.
 *
 * @param users the standard deviation of a user's difference, within a fold
 * @param folds the standard deviation of the effect of a fold, which is that of a training set
 */
public record DifferenceSpread(double users, double folds) {

  private static final int QUANTILES = 200;

  /**
   * What a design would see.
   *
   * @param halfWidth of the 95 % interval of a difference, as expected
   * @param detectable the smallest true difference that the t-test at the 5 % level finds in 80 of
   *     100 repetitions, as expected
   */
  public record Sight(double halfWidth, double detectable) {}

  /**
   * What a study with this spread would see. With folds, by the rule of {@link FoldEffect},
   * averaged over what its F test may find; with one training set, over users alone.
   *
   * @param folds over users, at least 1
   * @param tested users in all folds, more than folds
   */
  public Sight with(int folds, int tested) {
    if (folds == 1) {
      return sight(new StandardError(users / Math.sqrt(tested), tested - 1.0));
    }
    double square = users * users;
    double between = square + this.folds * this.folds * tested / folds;
    ChiSquaredDistribution chance = new ChiSquaredDistribution(folds - 1.0);
    double halfWidth = 0;
    double detectable = 0;
    for (int k = 0; k < QUANTILES; k++) {
      double drawn = chance.inverseCumulativeProbability((k + 0.5) / QUANTILES) / (folds - 1);
      Sight one = sight(FoldEffect.of(folds, tested, square, between * drawn).overFolds());
      halfWidth += one.halfWidth / QUANTILES;
      detectable += one.detectable / QUANTILES;
    }
    return new Sight(halfWidth, detectable);
  }

  private static Sight sight(StandardError error) {
    return new Sight(error.about(0).high(), error.detectable());
  }
}
