package org.refold.evaluate.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.refold.evaluate.Interval;

/** Numbers that are equal but for the last bit are ties, in intervals and in tests. */
class StatisticalTiesTest {

  private static final Offset<Double> EXACT = within(1e-12);

  /**
   * All 5^5 resamples of five users. By exact fractions 1377 means lie below -0.1 and 280 on it, so
   * that the correction for bias is that of (1377 + 280 / 2) / 3125, and the ends are the means at
   * the corrected quantiles.
   */
  @Test
  void allResamplesOfFiveUsersGiveTheExactInterval() {
    double[] differences = {-0.4, -0.15, -0.05, 0.1, 0.1};
    double[] means = new double[3125];
    for (int resample = 0; resample < means.length; resample++) {
      double sum = 0;
      for (int k = 0, rest = resample; k < 5; k++, rest /= 5) {
        sum += differences[rest % 5];
      }
      means[resample] = sum / 5;
    }
    Interval interval = new Bootstrap(1).interval(differences, means);
    assertThat(interval.low()).isCloseTo(-0.28, EXACT);
    assertThat(interval.high()).isCloseTo(0.05, EXACT);
  }

  /** As of two models' hit rates; the sum of a resample has its distribution by convolution. */
  @ParameterizedTest
  @ValueSource(ints = {60, 100, 200, 333, 500, 1000})
  void differencesOfHitsAreCorrectedByTheirExactDistribution(int users) {
    int wins = users / 7;
    int losses = users / 10;
    double[] differences = new double[users];
    for (int user = 0; user < wins + losses; user++) {
      differences[user] = user < losses ? -1 : 1;
    }
    double[] sums = sums(users, (double) wins / users, (double) losses / users);
    int found = users + wins - losses;
    double share = sums[found] / 2;
    for (int sum = 0; sum < found; sum++) {
      share += sums[sum];
    }
    double[] means = meansDrawnFrom(sums, users);
    double exact = new NormalDistribution().inverseCumulativeProbability(share);
    // 100,000 means at evenly spaced shares: what is left is the spacing
    assertThat(Bootstrap.bias(differences, means)).isCloseTo(exact, within(1e-4));
  }

  /** The chance of each sum from {@code -users} to {@code users}, at {@code sum + users}. */
  private static double[] sums(int users, double up, double down) {
    double[] chances = new double[2 * users + 1];
    chances[users] = 1;
    for (int draw = 0; draw < users; draw++) {
      double[] next = new double[chances.length];
      for (int at = users - draw; at <= users + draw; at++) {
        next[at] += chances[at] * (1 - up - down);
        next[at + 1] += chances[at] * up;
        next[at - 1] += chances[at] * down;
      }
      chances = next;
    }
    return chances;
  }

  /** Means as a resample computes them, as often as their chances say. */
  private static double[] meansDrawnFrom(double[] sums, int users) {
    double[] means = new double[100_000];
    double until = sums[0];
    int sum = 0;
    for (int k = 0; k < means.length; k++) {
      while ((k + 0.5) / means.length > until && sum < sums.length - 1) {
        until += sums[++sum];
      }
      means[k] = (double) (sum - users) / users;
    }
    return means;
  }

  /** 0.3 - 0.2 and 0.1 - 0 are one size; 0.7 - 0.6 - 0.1 is none. */
  @Test
  void equalDifferencesShareTheirRank() {
    double[] first = {0.3, 0.1, 0.5, 0.1 + 0.2, 0.9, 0.4};
    double[] second = {0.2, 0.0, 0.6, 0.3, 0.2, 0.2};
    // in hundredths: 10, 10, -10, 0, 70, 20
    double[] whole = {10, 10, -10, 0, 70, 20};
    PairedSample rounded = PairedSample.of(first, second);
    PairedSample exact = PairedSample.of(whole, new double[6]);
    assertThat(new WilcoxonTest().of(rounded)).isEqualTo(new WilcoxonTest().of(exact));
    assertThat(new RandomisationTest(99, 1).of(rounded).p())
        .isEqualTo(new RandomisationTest(99, 1).of(exact).p());
  }

  @Test
  void oneDifferenceEverywhereHasNoSpread() {
    SplittableRandom random = new SplittableRandom(5);
    double[] first = new double[50];
    double[] second = new double[50];
    for (int user = 0; user < 50; user++) {
      second[user] = random.nextInt(80) / 100.0;
      first[user] = second[user] + 0.1;
    }
    PairedSample sample = PairedSample.of(first, second);
    assertThat(sample.standardDeviation()).isZero();
    assertThat(new StudentTest().of(sample).p()).isZero();
  }
}
