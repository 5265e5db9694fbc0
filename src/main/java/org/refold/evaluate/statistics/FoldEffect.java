package org.refold.evaluate.statistics;

import java.util.Locale;
import org.apache.commons.math3.stat.StatUtils;

/**
 * What users and what training sets contribute to the variation of a paired difference, where each
 * user was tested in one of several folds. The models of a fold share their training set, so all
 * differences of a fold may be off together: a one-way layout with a random effect of the fold.
 *
 * <p>The mean difference of each fold is one observation: the standard error is that of the folds'
 * means, with {@code folds - 1} degrees of freedom. An interval over users alone covers too little
 * as soon as folds differ: with ten folds, 6,000 users and a standard deviation over folds of a
 * thirtieth of the users', 86 times in 100 instead of 95. To pool the folds where a preliminary F
 * test misses their effect (Bancroft 1964: {@code p > .25}) is hardly narrower with ten folds and
 * finds planted nulls more often than the level says, with five folds up to 9 times in 100.
 *
 * <p>Training sets of different folds share most of their users, so that this is not how a
 * difference would vary over fresh data sets.
 *
 * @param folds how many, at least 2
 * @param userDeviation the standard deviation of users' differences within folds
 * @param foldDeviation the standard deviation of the fold's effect: what folds' means vary by
 *     beyond what their users explain; 0 where they vary less
 * @param overUsers the error for these training sets: users are drawn anew, models stay
 * @param overFolds the error for other users and other training sets: of the means of folds
 */
public record FoldEffect(
    int folds,
    double userDeviation,
    double foldDeviation,
    StandardError overUsers,
    StandardError overFolds) {

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
    int degrees = folds.length - 1;
    double typicalSize = (n - squaredSizes / n) / degrees;
    double ofUsers = within / (n - folds.length);
    double ofFolds = between / degrees;
    return new FoldEffect(
        folds.length,
        Math.sqrt(ofUsers),
        Math.sqrt(Math.max(0, (ofFolds - ofUsers) / typicalSize)),
        new StandardError(Math.sqrt(ofUsers / n), n - folds.length),
        new StandardError(Math.sqrt(StatUtils.variance(means) / folds.length), degrees));
  }
}
