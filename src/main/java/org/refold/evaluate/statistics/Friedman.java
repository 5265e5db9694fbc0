package org.refold.evaluate.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.FDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.refold.settings.BadInputException;

/**
 * Models over several data sets, by their ranks: Friedman's test of whether all rank alike, in the
 * form of Iman and Davenport (1980), and Nemenyi's critical difference, as Demsar (Statistical
 * Comparisons of Classifiers over Multiple Data Sets, JMLR 2006, section 3.2.2) sets them out.
 * Equal values share the mean of their ranks, and the statistic is corrected for them (Conover).
 *
 * @param dataSets how many, n
 * @param meanRanks of each of the k models, 1 for the best
 * @param chiSquare Friedman's statistic, with k - 1 degrees of freedom
 * @param p of {@code chiSquare}; from about ten data sets on it is nearly right
 * @param f that of Iman and Davenport, {@code (n - 1) chi2 / (n (k - 1) - chi2)}, with k - 1 and (k
 *     - 1)(n - 1) degrees of freedom
 * @param pOfF of {@code f}, which is less conservative
 */
public record Friedman(
    int dataSets, List<Double> meanRanks, double chiSquare, double p, double f, double pOfF) {

  /** What is left of a sum that would be 0 but for rounding, as a share of it. */
  private static final double ROUNDING = 1e-9;

  private static final NormalDistribution NORMAL = new NormalDistribution();
  private static final double FAR = 9;
  private static final int STEPS = 600;
  private static final int HALVINGS = 60;

  /** Copies the list. */
  public Friedman {
    meanRanks = List.copyOf(meanRanks);
  }

  /**
   * Ranks models on each data set.
   *
   * @param values {@code [dataSets][models]}, the higher the better
   * @throws BadInputException if there are fewer than two data sets or models, or a value is
   *     missing
   */
  public static Friedman of(double[][] values) {
    int n = values.length;
    int k = n == 0 ? 0 : values[0].length;
    if (n < 2 || k < 2 || Arrays.stream(values).anyMatch(row -> !isWhole(row, k))) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "ranks over data sets need at least two data sets and two models, with a value of"
                  + " each model on each data set; there are %d and %d",
              n,
              k));
    }
    double[] sums = new double[k];
    double ties = 0;
    for (double[] row : values) {
      double[] ranks = new NaturalRanking().rank(Arrays.stream(row).map(v -> -v).toArray());
      for (int model = 0; model < k; model++) {
        sums[model] += ranks[model];
      }
      ties += ties(ranks);
    }
    double squares = Arrays.stream(sums).map(sum -> sum * sum).sum();
    double part = 1 - ties / (n * (double) k * ((double) k * k - 1));
    double plain = 12.0 / (n * (double) k * (k + 1)) * squares - 3.0 * n * (k + 1);
    double chiSquare = part <= 0 ? 0 : Math.max(0, plain / part);
    double rest = n * (k - 1.0) - chiSquare;
    boolean alike = rest <= ROUNDING * n * (k - 1.0);
    double f = alike ? Double.POSITIVE_INFINITY : (n - 1) * chiSquare / rest;
    double p = 1 - new ChiSquaredDistribution(k - 1.0).cumulativeProbability(chiSquare);
    double pOfF =
        Double.isInfinite(f)
            ? 0
            : 1 - new FDistribution(k - 1.0, (k - 1.0) * (n - 1)).cumulativeProbability(f);
    List<Double> means = new ArrayList<>();
    Arrays.stream(sums).forEach(sum -> means.add(sum / n));
    return new Friedman(n, means, chiSquare, p, f, pOfF);
  }

  private static boolean isWhole(double[] row, int models) {
    return row.length == models && Arrays.stream(row).allMatch(Double::isFinite);
  }

  /** The sum of t^3 - t over groups of t equal ranks. */
  private static double ties(double[] ranks) {
    double sum = 0;
    for (double rank : ranks) {
      double same = Arrays.stream(ranks).filter(other -> other == rank).count();
      sum += same * same - 1; // each of the group adds its share
    }
    return sum;
  }

  /**
   * How far apart two mean ranks must be to differ, by Nemenyi's test: {@code q sqrt(k (k + 1) / (6
   * n))}, where q is the quantile of the studentised range of k normal values divided by the root
   * of 2. That is computed here; for alpha .05 it is the q of Demsar's table 5.
   *
   * @param alpha the chance of any false difference, such as 0.05
   */
  public double criticalDifference(double alpha) {
    int k = meanRanks.size();
    double q = studentisedRange(k, 1 - alpha) / Math.sqrt(2);
    return q * Math.sqrt(k * (k + 1.0) / (6.0 * dataSets));
  }

  /** The quantile of the range of k standard normal values. */
  static double studentisedRange(int k, double probability) {
    double low = 0;
    double high = 4 * FAR;
    for (int halving = 0; halving < HALVINGS; halving++) {
      double middle = (low + high) / 2;
      if (rangeBelow(k, middle) < probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /** {@code k int phi(z) (Phi(z) - Phi(z - q))^(k-1) dz}, by Simpson's rule. */
  private static double rangeBelow(int k, double q) {
    double step = 2 * FAR / STEPS;
    double sum = 0;
    for (int i = 0; i <= STEPS; i++) {
      double z = -FAR + i * step;
      double weight = i == 0 || i == STEPS ? 1 : i % 2 == 1 ? 4 : 2;
      double between = NORMAL.cumulativeProbability(z) - NORMAL.cumulativeProbability(z - q);
      sum += weight * NORMAL.density(z) * Math.pow(between, k - 1.0);
    }
    return k * sum * step / 3;
  }
}
