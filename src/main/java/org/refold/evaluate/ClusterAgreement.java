package org.refold.evaluate;

import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.util.MathArrays;
import org.refold.settings.BadInputException;

/**
 * How far clusters agree with labels that they were not told.
 *
 * @param purity the share of examples that have the most frequent label of their cluster, in (0,
 *     1]; it grows with the number of clusters alone
 * @param adjustedMutualInformation what clusters and labels tell of each other, less what they
 *     would by chance, as a share of the most they could: {@code (I - E I) / ((H(clusters) +
 *     H(labels)) / 2 - E I)}; 1 where they are the same, 0 where they have nothing to do with each
 *     other (N. Vinh, J. Epps, J. Bailey: Information Theoretic Measures for Clusterings
 *     Comparison, JMLR 2010)
 * @param examples how many there are
 */
public record ClusterAgreement(double purity, double adjustedMutualInformation, int examples) {

  /**
   * Compares.
   *
   * @param clusters any numbers from 0, one for each example
   * @param labels the same of labels
   * @throws BadInputException if there is no example, or they are not as many
   */
  public static ClusterAgreement of(int[] clusters, int[] labels) {
    if (clusters.length == 0 || clusters.length != labels.length) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%d examples have a cluster and %d a label; expected one of both for each, and an"
                  + " example at least",
              clusters.length,
              labels.length));
    }
    int n = clusters.length;
    int[][] both = new int[1 + max(clusters)][1 + max(labels)];
    for (int k = 0; k < n; k++) {
      both[clusters[k]][labels[k]]++;
    }
    int[] rows = Arrays.stream(both).mapToInt(row -> Arrays.stream(row).sum()).toArray();
    int[] columns = new int[both[0].length];
    Arrays.stream(both)
        .forEach(row -> Arrays.setAll(columns, column -> columns[column] + row[column]));
    double purity = Arrays.stream(both).mapToDouble(ClusterAgreement::max).sum() / n;
    return new ClusterAgreement(purity, adjusted(both, rows, columns, n), n);
  }

  private static int max(int[] numbers) {
    return Arrays.stream(numbers).max().orElse(0);
  }

  private static double adjusted(int[][] both, int[] rows, int[] columns, int n) {
    double information = 0;
    double expected = 0;
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < columns.length; j++) {
        information += term(both[i][j], rows[i], columns[j], n);
        expected += expected(rows[i], columns[j], n);
      }
    }
    double most = (entropy(rows, n) + entropy(columns, n)) / 2 - expected;
    // one cluster and one label, or as many of both as examples: the same, and nothing to tell
    return Math.abs(most) < Math.ulp((double) n) ? 1 : (information - expected) / most;
  }

  private static double term(int together, int inCluster, int ofLabel, int n) {
    return together == 0
        ? 0
        : (double) together / n * Math.log((double) n * together / ((double) inCluster * ofLabel));
  }

  /** By the hypergeometric distribution of the examples that are in a cluster and have a label. */
  private static double expected(int inCluster, int ofLabel, int n) {
    double sum = 0;
    double fixed =
        factorial(inCluster)
            + factorial(ofLabel)
            + factorial(n - inCluster)
            + factorial(n - ofLabel)
            - factorial(n);
    int fewest = Math.max(1, inCluster + ofLabel - n);
    for (int k = fewest; k <= Math.min(inCluster, ofLabel); k++) {
      double chance =
          fixed
              - factorial(k)
              - factorial(inCluster - k)
              - factorial(ofLabel - k)
              - factorial(n - inCluster - ofLabel + k);
      sum += term(k, inCluster, ofLabel, n) * Math.exp(chance);
    }
    return sum;
  }

  private static double factorial(int n) {
    return Gamma.logGamma(n + 1.0);
  }

  private static double entropy(int[] counts, int n) {
    double[] shares = Arrays.stream(counts).asDoubleStream().filter(c -> c > 0).toArray();
    return -Arrays.stream(MathArrays.scale(1.0 / n, shares)).map(p -> p * Math.log(p)).sum();
  }
}
