package org.refold.data.sets;

import java.util.Arrays;
import java.util.Locale;

/**
 * How counts are spread, over users (activity) or over items (popularity).
 *
 * @param min the smallest
 * @param lower the lower quartile, by linear interpolation between ranks (as numpy does)
 * @param median the middle
 * @param upper the upper quartile
 * @param max the largest
 * @param mean the average
 * @param gini 0 where all counts are equal, towards 1 where one has nearly everything
 * @param topPercent the share of the sum that the top 1 % has (at least one)
 * @param topTenth the share of the sum that the top 10 % has (at least one)
 */
public record Spread(
    double min,
    double lower,
    double median,
    double upper,
    double max,
    double mean,
    double gini,
    double topPercent,
    double topTenth) {

  /**
   * The spread of some counts.
   *
   * @param counts none negative; Not modified.
   */
  static Spread of(int[] counts) {
    if (counts.length == 0) {
      return new Spread(0, 0, 0, 0, 0, 0, 0, 0, 0);
    }
    int[] sorted = counts.clone();
    Arrays.sort(sorted);
    double sum = 0;
    double weighted = 0;
    for (int k = 0; k < sorted.length; k++) {
      sum += sorted[k];
      weighted += (k + 1.0) * sorted[k];
    }
    double n = sorted.length;
    double gini = sum == 0 ? 0 : 2 * weighted / (n * sum) - (n + 1) / n;
    return new Spread(
        sorted[0],
        quantile(sorted, 0.25),
        quantile(sorted, 0.5),
        quantile(sorted, 0.75),
        sorted[sorted.length - 1],
        sum / n,
        gini,
        topShare(sorted, sum, 100),
        topShare(sorted, sum, 10));
  }

  private static double quantile(int[] sorted, double share) {
    double rank = share * (sorted.length - 1);
    int below = (int) rank;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
  }

  private static double topShare(int[] sorted, double sum, int part) {
    int top = Math.max(1, sorted.length / part);
    double ofTop = 0;
    for (int k = sorted.length - top; k < sorted.length; k++) {
      ofTop += sorted[k];
    }
    return sum == 0 ? 0 : ofTop / sum;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "min %.0f, quartiles %.0f / %.0f / %.0f, max %.0f, mean %.1f; Gini %.3f,"
            + " top 1 %% has %.1f %%, top 10 %% has %.1f %%",
        min,
        lower,
        median,
        upper,
        max,
        mean,
        gini,
        100 * topPercent,
        100 * topTenth);
  }
}
