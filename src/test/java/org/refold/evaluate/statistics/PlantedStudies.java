package org.refold.evaluate.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.refold.evaluate.Interval;

/**
 * Studies whose truth is known: users' values of a base and of arms that differ from it by planted
 * amounts, in folds that have effects of their own. Differences to the base share its noise, as in
 * real studies.
 *
 * @param folds how many
 * @param users in all folds together
 * @param foldShare the standard deviation of a difference over folds, in parts of that over users
 */
record PlantedStudies(int folds, int users, double foldShare) {

  /** In standard deviations of a user's difference; the first three arms are like the base. */
  private static final double[] PLANTED = {0, 0, 0, 0.05, 0.15};

  private static final double LEVEL = 0.05;

  /**
   * What came of many studies.
   *
   * @param covered the share of intervals that hold the planted difference
   * @param coveredByUsers the same of intervals over users alone
   * @param nullFound the share of studies that find a difference, after Holm's adjustment, where
   *     none was planted
   * @param smallFound the share that finds the smaller of the two planted ones
   * @param largeFound the share that finds the larger
   */
  record Outcome(
      double covered,
      double coveredByUsers,
      double nullFound,
      double smallFound,
      double largeFound) {}

  Outcome run(int studies, long seed) {
    Random random = new Random(seed);
    double covered = 0;
    double byUsers = 0;
    double nullFound = 0;
    double smallFound = 0;
    double largeFound = 0;
    for (int study = 0; study < studies; study++) {
      List<PairedSample> samples = samples(random);
      double[] p = new double[PLANTED.length];
      for (int arm = 0; arm < PLANTED.length; arm++) {
        PairedSample sample = samples.get(arm);
        p[arm] = new StudentTest().of(sample).p();
        covered += holds(sample.standardError().about(sample.mean()), PLANTED[arm]);
        StandardError users = FoldEffect.of(sample).overUsers();
        byUsers += holds(users.about(sample.mean()), PLANTED[arm]);
      }
      double[] adjusted = Adjustment.HOLM.of(p);
      nullFound += Math.min(adjusted[0], Math.min(adjusted[1], adjusted[2])) < LEVEL ? 1 : 0;
      smallFound += adjusted[3] < LEVEL ? 1 : 0;
      largeFound += adjusted[4] < LEVEL ? 1 : 0;
    }
    double intervals = (double) studies * PLANTED.length;
    return new Outcome(
        covered / intervals,
        byUsers / intervals,
        nullFound / studies,
        smallFound / studies,
        largeFound / studies);
  }

  private static int holds(Interval interval, double planted) {
    return interval.low() <= planted && planted <= interval.high() ? 1 : 0;
  }

  private List<PairedSample> samples(Random random) {
    double half = Math.sqrt(0.5);
    List<List<PairedSample>> ofArms = new ArrayList<>();
    for (int arm = 0; arm < PLANTED.length; arm++) {
      ofArms.add(new ArrayList<>());
    }
    for (int fold = 0; fold < folds; fold++) {
      int size = users * (fold + 1) / folds - users * fold / folds;
      double[] base = values(random, size, half * foldShare * random.nextGaussian());
      for (int arm = 0; arm < PLANTED.length; arm++) {
        double shift = PLANTED[arm] + half * foldShare * random.nextGaussian();
        ofArms.get(arm).add(PairedSample.of(values(random, size, shift), base));
      }
    }
    return ofArms.stream().map(PairedSample::ofFolds).toList();
  }

  private static double[] values(Random random, int users, double mean) {
    double[] values = new double[users];
    for (int user = 0; user < users; user++) {
      values[user] = mean + Math.sqrt(0.5) * random.nextGaussian();
    }
    return values;
  }
}
