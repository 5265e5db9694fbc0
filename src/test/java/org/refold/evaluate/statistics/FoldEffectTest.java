package org.refold.evaluate.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.refold.evaluate.Interval;

/**
 * Golden values by SciPy 1.17 and NumPy:
 *
 * <pre>{@code
 * f = [[.10, .30, -.05, .15], [.02, -.10, .08], [.25, .40, .20, .35, .30]]
 * F, p = stats.f_oneway(*f)
 * x, n, K = np.concatenate(f), 12, 3
 * means = [np.mean(g) for g in f]
 * msw = sum(((np.array(g) - np.mean(g)) ** 2).sum() for g in f) / (n - K)
 * msb = sum(len(g) * (np.mean(g) - x.mean()) ** 2 for g in f) / (K - 1)
 * n0 = (n - sum(len(g) ** 2 for g in f) / n) / (K - 1)
 * np.sqrt(msw), np.sqrt((msb - msw) / n0), np.std(means, ddof=1) / K ** .5, np.sqrt(msw / n)
 * }</pre>
 */
class FoldEffectTest {

  private static final Offset<Double> CLOSE = within(1e-12);

  private static final PairedSample APART =
      folds(
          new double[] {.10, .30, -.05, .15},
          new double[] {.02, -.10, .08},
          new double[] {.25, .40, .20, .35, .30});

  private static final PairedSample ALIKE =
      folds(new double[] {.1, .3, -.05}, new double[] {.2, .05, .1}, new double[] {.15, -.1, .25});

  private static PairedSample folds(double[]... folds) {
    List<PairedSample> samples = new ArrayList<>();
    for (double[] fold : folds) {
      samples.add(PairedSample.of(fold, new double[fold.length]));
    }
    return PairedSample.ofFolds(samples);
  }

  @Test
  void takesASampleApartAsAnAnalysisOfVarianceDoes() {
    FoldEffect effect = FoldEffect.of(APART);
    assertThat(effect.folds()).isEqualTo(3);
    assertThat(effect.userDeviation()).isCloseTo(0.10765170174636762, CLOSE);
    assertThat(effect.foldDeviation()).isCloseTo(0.14111511321366318, CLOSE);
    assertThat(effect.overUsers().error()).isCloseTo(0.031076369490993325, CLOSE);
  }

  @Test
  void theMeansOfFoldsAreTheObservations() {
    StandardError error = APART.standardError();
    assertThat(error.error()).isCloseTo(0.08700255424092128, CLOSE);
    assertThat(error.degrees()).isEqualTo(2);
    assertThat(error.detectable()).isCloseTo(0.46662192162633437, within(1e-9));
    Interval interval = error.about(APART.mean());
    assertThat(interval.low()).isCloseTo(-0.20767511083320891, within(1e-9));
    assertThat(interval.high()).isCloseTo(0.5410084441665423, within(1e-9));
    assertThat(new StudentTest().of(APART).p()).isCloseTo(0.19548201329087042, within(1e-9));
  }

  /** By chance the means of folds may vary less than their users explain. */
  @Test
  void theyAreSoAlsoWhereFoldsVaryLittle() {
    FoldEffect effect = FoldEffect.of(ALIKE);
    assertThat(effect.foldDeviation()).isZero();
    assertThat(ALIKE.standardError().error()).isCloseTo(0.00555555555555556, CLOSE);
    assertThat(ALIKE.standardError().degrees()).isEqualTo(2);
    assertThat(new StudentTest().of(ALIKE).statistic()).isCloseTo(20, within(1e-9));
    assertThat(new StudentTest().of(ALIKE).p()).isCloseTo(0.0024906638923671014, within(1e-9));
  }

  @Test
  void theOtherWayRoundEverythingIsTheSameButTheSign() {
    PairedSample turned =
        PairedSample.ofFolds(
            List.of(
                PairedSample.of(new double[4], new double[] {.10, .30, -.05, .15}),
                PairedSample.of(new double[3], new double[] {.02, -.10, .08}),
                PairedSample.of(new double[5], new double[] {.25, .40, .20, .35, .30})));
    assertThat(turned.mean()).isCloseTo(-APART.mean(), CLOSE);
    assertThat(turned.standardError().error()).isCloseTo(APART.standardError().error(), CLOSE);
    assertThat(turned.meanSecond()).isCloseTo(APART.meanFirst(), CLOSE);
  }

  @Test
  void equalDifferencesLeaveNoErrorAndFewUsersNoEffect() {
    PairedSample equal = folds(new double[] {.25, .25}, new double[] {.25, .25});
    assertThat(new StudentTest().of(equal).p()).isZero();
    PairedSample one = PairedSample.of(new double[] {1, 2}, new double[] {0, 0});
    assertThat(one.foldEffect()).isEmpty();
    assertThatThrownBy(() -> FoldEffect.of(one))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 users in 1 folds");
  }

  /**
   * 600 studies of ten folds of 60 users with a fold effect as large as the error of a fold's mean.
   * Binomial standard error of a coverage near .95: .009.
   */
  @Test
  void intervalsOverTrainingSetsCoverAPlantedDifferenceAndThoseOverUsersAloneDoNot() {
    int covered = 0;
    int coveredByUsers = 0;
    Random random = new Random(3);
    for (int study = 0; study < 600; study++) {
      PairedSample sample = planted(random, 10, 60, 1, 1 / Math.sqrt(60));
      covered += covers(sample.standardError().about(sample.mean())) ? 1 : 0;
      StandardError users = FoldEffect.of(sample).overUsers();
      coveredByUsers += covers(users.about(sample.mean())) ? 1 : 0;
    }
    assertThat(covered / 600.0).isBetween(0.925, 0.975);
    assertThat(coveredByUsers / 600.0).isLessThan(0.88);
  }

  @Test
  void withoutAnEffectOfTheFoldTheyCoverItToo() {
    int covered = 0;
    Random random = new Random(4);
    for (int study = 0; study < 600; study++) {
      PairedSample sample = planted(random, 10, 60, 1, 0);
      covered += covers(sample.standardError().about(sample.mean())) ? 1 : 0;
    }
    assertThat(covered / 600.0).isBetween(0.925, 0.98);
  }

  /** As results/coverage has it for 1,000 studies; the standard error of 300 is .013. */
  @Test
  void plantedNullsAreSeldomFoundAndPlantedDifferencesOften() {
    PlantedStudies.Outcome found = new PlantedStudies(10, 940, 0.03).run(300, 5);
    assertThat(found.covered()).isBetween(0.93, 0.97);
    assertThat(found.nullFound()).isLessThan(0.075);
    assertThat(found.largeFound()).isGreaterThan(0.7);
    assertThat(found.smallFound()).isLessThan(found.largeFound());
  }

  /** The fold sums .5, 0 and 1.5: of 4 patterns up to the sign, .5 + 1.5 is reached by 2. */
  @Test
  void randomisationTurnsWholeFolds() {
    assertThat(new RandomisationTest(10, 1).of(APART).p()).isEqualTo(0.5, within(1e-12));
    PairedSample alone = PairedSample.of(APART.differences(), new double[12]);
    assertThat(new RandomisationTest(10, 1).of(alone).p()).isLessThan(0.1);
  }

  /** The width of two-stage draws: 2 x 1.96 x sqrt((K - 1) / K x var(means) / K + within / n). */
  @Test
  void theBootstrapDrawsFoldsAndThenTheirUsers() {
    PairedSample sample = planted(new Random(6), 10, 60, 1, 0.5);
    Interval folded = new Bootstrap(1).withKind(Bootstrap.Kind.PERCENTILE).of(sample);
    FoldEffect effect = FoldEffect.of(sample);
    double within = effect.overUsers().error() * effect.overUsers().error();
    double means = effect.overFolds().error() * effect.overFolds().error();
    double width = 2 * 1.96 * Math.sqrt(0.9 * means + within * 59 / 60);
    assertThat(folded.high() - folded.low()).isCloseTo(width, withinPercentage(6));
    PairedSample alone = PairedSample.of(sample.differences(), new double[600]);
    Interval users = new Bootstrap(1).of(alone);
    assertThat(folded.high() - folded.low()).isGreaterThan(2 * (users.high() - users.low()));
  }

  private static final double PLANTED = 0.1;

  private static boolean covers(Interval interval) {
    return interval.low() <= PLANTED && interval.high() >= PLANTED;
  }

  private static PairedSample planted(
      Random random, int folds, int users, double userDeviation, double foldDeviation) {
    double[][] differences = new double[folds][users];
    for (double[] fold : differences) {
      double mean = PLANTED + foldDeviation * random.nextGaussian();
      for (int user = 0; user < users; user++) {
        fold[user] = mean + userDeviation * random.nextGaussian();
      }
    }
    return folds(differences);
  }
}
