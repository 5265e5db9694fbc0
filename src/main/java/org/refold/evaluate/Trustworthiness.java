package org.refold.evaluate;

import java.util.Arrays;
import java.util.Locale;
import org.refold.kernel.Parallel;
import org.refold.settings.BadInputException;

/**
 * How far the neighbours that a map shows are neighbours in what it is a map of (J. Venna, S.
 * Kaski: Neighborhood Preservation in Nonlinear Projection Methods, ICANN 2001).
 *
 * <pre>
 *   T = 1 - 2 / (n k (2n - 3k - 1)) sum over points i, and over those j of the k nearest to i in
 *       the map that are not among the k nearest before it, of (rank of j before the map - k)
 * </pre>
 *
 * <p>1 where all neighbours of the map are true ones. A random map has about .5. Distances are
 * Euclidean, and of equal ones the lower row is nearer.
 */
public final class Trustworthiness {

  private static final int GRAIN = 16;

  private Trustworthiness() {}

  /**
   * Computes it; takes {@code n^2 (features + k)} operations.
   *
   * @param points {@code [n][features]}
   * @param map {@code [n][2]} or of any other width
   * @param k how many neighbours, at least 1 and less than n / 2
   * @throws BadInputException if k is out of range, or the map has other rows
   */
  public static double of(double[][] points, double[][] map, int k) {
    int n = points.length;
    if (k < 1 || 2 * k >= n || map.length != n) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%d neighbours in a map of %d rows of %d points; neighbours are at least 1 and fewer"
                  + " than half of the points, and a map has a row for each",
              k,
              map.length,
              n));
    }
    double[] penalties = new double[n];
    Parallel.rows(
        n,
        GRAIN,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            penalties[i] = penalty(distances(points, i), distances(map, i), i, k);
          }
        });
    return 1 - 2 * Arrays.stream(penalties).sum() / ((double) n * k * (2.0 * n - 3.0 * k - 1));
  }

  private static double[] distances(double[][] points, int i) {
    double[] distances = new double[points.length];
    for (int j = 0; j < points.length; j++) {
      for (int at = 0; at < points[i].length; at++) {
        double difference = points[i][at] - points[j][at];
        distances[j] += difference * difference;
      }
    }
    return distances;
  }

  private static double penalty(double[] before, double[] inMap, int i, int k) {
    int[] nearest = new int[k];
    int found = 0;
    for (int j = 0; j < inMap.length; j++) {
      int place = j == i ? k : found;
      while (j != i && place > 0 && inMap[nearest[place - 1]] > inMap[j]) {
        place--;
      }
      if (place < k) {
        found = Math.min(k, found + 1);
        System.arraycopy(nearest, place, nearest, place + 1, found - 1 - place);
        nearest[place] = j;
      }
    }
    double penalty = 0;
    for (int j : nearest) {
      penalty += Math.max(0, rank(before, i, j) - k);
    }
    return penalty;
  }

  /** 1 for the nearest. */
  private static int rank(double[] distances, int i, int j) {
    int rank = 1;
    for (int other = 0; other < distances.length; other++) {
      boolean nearer =
          distances[other] < distances[j] || (distances[other] == distances[j] && other < j);
      rank += nearer && other != i ? 1 : 0;
    }
    return rank;
  }
}
