package org.refold.evaluate.statistics;

import java.util.Locale;
import org.apache.commons.math3.distribution.FDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * What users and what training sets contribute to the variation of a paired difference, where each
 * user was tested in one of several folds. The models of a fold share their training set, so all
 * differences of a fold may be off together: a one-way layout with a random effect of the fold.
 *
 * <p>The mean difference of each fold is one observation. The standard error is that of the folds'
 * means, with {@code folds - 1} degrees of freedom; but where an F test of the fold's effect has
 * {@code p > }{@value #POOLING} (the level that Bancroft 1964 recommends for such a preliminary
 * test), it is that of the users, all folds pooled. An interval over users alone covers too little
 * as soon as folds differ: with ten folds, 6,000 users and a standard deviation over folds of a
 * thirtieth of the users', 86 times in 100 instead of 95.
 *
 * <p>Training sets of different folds share most of their users, so that this is not how a
 * difference would vary over fresh data sets.
 *
 * @param folds how many, at least 2
 * @param userDeviation the standard deviation of users' differences within folds
 * @param foldDeviation the standard deviation of the fold's effect: what folds' means vary by
 *     beyond what their users explain; 0 where they vary less
 * @param p of the F test that folds have no effect
 * @param overUsers the error for these training sets: users are drawn anew, models stay
 * @param overFolds the error for other users and other training sets, by the rule above
 */
public record FoldEffect(
    int folds,
    double userDeviation,
    double foldDeviation,
    double p,
    StandardError overUsers,
    StandardError overFolds) {

  /** Above this p of the F test, folds are pooled. */
  public static final double POOLING = 0.25;

  /**
   * Takes a sample apart.
   *
   * @param sample of at least two folds, one of which has two users
   * @throws IllegalArgumentException if it has fewer
   */
  public static FoldEffect of(PairedSample sample) {
    double[][] folds = sample.byFold();
    int n = sample.users();
    if (folds.length < 2 || n <= folds.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d users in %d folds; an effect of the fold needs two folds and more users than"
                  + " folds",
              n,
              folds.length));
    }
    double[] means = new double[folds.length];
    double within = 0;
    double between = 0;
    double squaredSizes = 0;
    for (int fold = 0; fold < folds.length; fold++) {
      double size = folds[fold].length;
      means[fold] = StatUtils.mean(folds[fold]);
      within += StatUtils.variance(folds[fold], means[fold]) * (size - 1);
      between += size * (means[fold] - sample.mean()) * (means[fold] - sample.mean());
      squaredSizes += size * size;
    }
    double typicalSize = (n - squaredSizes / n) / (folds.length - 1);
    return of(
        folds.length,
        n,
        typicalSize,
        within / (n - folds.length),
        between / (folds.length - 1),
        StatUtils.variance(means));
  }

  /**
   * The outcome of an analysis of variance that may only be planned: folds of equal size.
   *
   * @param folds at least 2
   * @param users in all folds, more than folds
   * @param ofUsers mean square within folds
   * @param ofFolds mean square between folds
   */
  public static FoldEffect of(int folds, int users, double ofUsers, double ofFolds) {
    double size = users / (double) folds;
    return of(folds, users, size, ofUsers, ofFolds, ofFolds / size);
  }

  private static FoldEffect of(
      int folds, int users, double size, double ofUsers, double ofFolds, double ofMeans) {
    int within = users - folds;
    int between = folds - 1;
    double p = ofUsers == 0 ? (ofFolds == 0 ? 1 : 0) : tail(ofFolds / ofUsers, between, within);
    double pooled = (ofUsers * within + ofFolds * between) / (users - 1) / users;
    return new FoldEffect(
        folds,
        Math.sqrt(ofUsers),
        Math.sqrt(Math.max(0, (ofFolds - ofUsers) / size)),
        p,
        new StandardError(Math.sqrt(ofUsers / users), within),
        p > POOLING
            ? new StandardError(Math.sqrt(pooled), users - 1.0)
            : new StandardError(Math.sqrt(ofMeans / folds), between));
  }

  private static double tail(double f, int between, int within) {
    return 1 - new FDistribution(between, within).cumulativeProbability(f);
  }

  /** Whether folds were pooled for want of an effect. */
  public boolean isPooled() {
    return p > POOLING;
  }
}
