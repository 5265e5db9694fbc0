package org.refold.evaluate.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.refold.settings.Choice;

/**
 * What becomes of the p-values of a family of tests, so that many of them do not find something by
 * chance.
 */
public enum Adjustment implements Choice {
  /** For a single comparison that was chosen beforehand. */
  NONE("p-values as they are; with many comparisons some are small by chance"),
  /** Holm 1979. */
  HOLM(
      "Holm's step-down: the chance of even one false finding in the whole table stays below the"
          + " level"),
  /** Benjamini and Hochberg 1995. */
  BENJAMINI_HOCHBERG(
      "Benjamini and Hochberg's step-up: the expected share of false ones among the findings stays"
          + " below the level");

  private final String meaning;

  Adjustment(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  /**
   * Adjusts p-values.
   *
   * @param p the p-values of all tests of the family, in any order
   * @return the adjusted p-values in the same order, never smaller than {@code p}
   * @throws IllegalArgumentException if one is not in [0, 1]
   */
  public double[] of(double[] p) {
    for (double value : p) {
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException("a p-value is " + value + ", not in [0, 1]");
      }
    }
    int[] ascending =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble(k -> p[k]))
            .mapToInt(Integer::intValue)
            .toArray();
    return switch (this) {
      case NONE -> p.clone();
      case HOLM -> holm(p, ascending);
      case BENJAMINI_HOCHBERG -> benjaminiHochberg(p, ascending);
    };
  }

  /** The k-th smallest of m, from 0, is multiplied by m - k, and none is below a smaller one's. */
  private static double[] holm(double[] p, int[] ascending) {
    double[] adjusted = new double[p.length];
    double most = 0;
    for (int k = 0; k < p.length; k++) {
      most = Math.max(most, Math.min(1, p[ascending[k]] * (p.length - k)));
      adjusted[ascending[k]] = most;
    }
    return adjusted;
  }

  /** The k-th smallest of m, from 1, is multiplied by m / k, and none is above a larger one's. */
  private static double[] benjaminiHochberg(double[] p, int[] ascending) {
    double[] adjusted = new double[p.length];
    double least = 1;
    for (int k = p.length; k >= 1; k--) {
      least = Math.min(least, p[ascending[k - 1]] * ((double) p.length / k));
      adjusted[ascending[k - 1]] = least;
    }
    return adjusted;
  }
}
