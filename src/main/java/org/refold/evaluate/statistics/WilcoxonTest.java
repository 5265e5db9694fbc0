package org.refold.evaluate.statistics;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.ranking.NaturalRanking;

/**
 * Wilcoxon's signed-rank test. Here for comparison with published tests; <strong>not for thousands
 * of users</strong>: it asks whether differences lie symmetrically around 0, not whether their mean
 * is 0, and Ihemelandu and Ekstrand (SIGIR 2023, "Inference at Scale") find that with so many users
 * it calls far too many models different that are not.
 *
 * <p>Users who do not differ are dropped (Wilcoxon's own rule); equal sizes share their mean rank.
 * The statistic is the smaller of the two rank sums. Without ties and zeros p is exact up to
 * {@value #MOST_EXACT} users; otherwise it is that of the normal approximation, its variance
 * corrected for ties, without a correction for continuity. Commons Math has no correction for ties,
 * and per-user metrics are full of them.
 */
public record WilcoxonTest() implements PairedTest {

  /** The most users for whom the exact distribution is used. */
  public static final int MOST_EXACT = 50;

  /** Above this many users the test calls too many models different. */
  private static final int TOO_MANY = 1000;

  @Override
  public String name() {
    return "Wilcoxon";
  }

  @Override
  public String meaning() {
    return "Wilcoxon's signed-rank test, two-sided; users without a difference are dropped";
  }

  @Override
  public String caveat(int users) {
    return users < TOO_MANY
        ? ""
        : "Wilcoxon's test finds too many differences with thousands of users (Ihemelandu and"
            + " Ekstrand 2023); go by the t-test";
  }

  /**
   * {@inheritDoc}
   *
   * <p>The statistic is the smaller of the rank sums of positive and of negative differences.
   */
  @Override
  public Result of(PairedSample sample) {
    double[] differences =
        Arrays.stream(sample.differences()).filter(difference -> difference != 0).toArray();
    int n = differences.length;
    if (n == 0) {
      return new Result(0, 1);
    }
    double[] ranks = new NaturalRanking().rank(Arrays.stream(differences).map(Math::abs).toArray());
    double above = 0;
    for (int k = 0; k < n; k++) {
      above += differences[k] > 0 ? ranks[k] : 0;
    }
    double lower = Math.min(above, n * (n + 1.0) / 2 - above);
    double ties = tieTerm(ranks);
    boolean exact = ties == 0 && n == sample.users() && n <= MOST_EXACT;
    return new Result(lower, exact ? exact(n, (int) lower) : approximate(n, lower, ties));
  }

  /** The sum of t³ - t over groups of t equal ranks. */
  private static double tieTerm(double[] ranks) {
    double[] sorted = ranks.clone();
    Arrays.sort(sorted);
    double sum = 0;
    for (int from = 0, to = 0; from < sorted.length; from = to) {
      while (to < sorted.length && sorted[to] == sorted[from]) {
        to++;
      }
      double t = to - from;
      sum += t * t * t - t;
    }
    return sum;
  }

  /** Twice the share of sign patterns whose rank sum is at most {@code lower}. */
  private static double exact(int n, int lower) {
    double[] ways = new double[n * (n + 1) / 2 + 1]; // up to 2^50: whole numbers in a double
    ways[0] = 1;
    for (int rank = 1; rank <= n; rank++) {
      for (int sum = ways.length - 1; sum >= rank; sum--) {
        ways[sum] += ways[sum - rank];
      }
    }
    double below = 0;
    for (int sum = 0; sum <= lower; sum++) {
      below += ways[sum];
    }
    return Math.min(1, 2 * below / Math.pow(2, n));
  }

  private static double approximate(double n, double lower, double ties) {
    double mean = n * (n + 1) / 4;
    double variance = (n * (n + 1) * (2 * n + 1) - ties / 2) / 24;
    double z = (lower - mean) / Math.sqrt(variance);
    return Math.min(1, 2 * new NormalDistribution().cumulativeProbability(z));
  }
}
