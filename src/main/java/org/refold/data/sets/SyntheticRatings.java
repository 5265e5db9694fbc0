package org.refold.data.sets;

import java.util.Arrays;

/**
 * Ratings of 1 to 5: an unobserved liking, the sum of the user's generosity, the item's quality,
 * how well the two fit and chance, cut at the quantiles that give exactly the shares of
 * MovieLens-1M.
 */
final class SyntheticRatings {

  /** Share of the ratings up to 1, 2, 3 and 4 in MovieLens-1M. */
  private static final double[] SHARES_UP_TO = {0.0562, 0.1637, 0.4248, 0.7737};

  private static final double GENEROSITY = 0.36;
  private static final double QUALITY = 0.52;
  private static final double FIT = 0.41;
  private static final double CHANCE = 0.70;

  private SyntheticRatings() {}

  /**
   * @param histories the items of each user
   * @return ratings in the same places
   */
  static byte[][] of(int[][] histories, SyntheticItems items, SyntheticUsers users, long seed) {
    double[] fits = fits(histories, items, users);
    double scale = FIT / Math.max(1e-9, deviation(fits));
    double[] liking = new double[fits.length];
    int p = 0;
    for (int user = 0; user < histories.length; user++) {
      Draws draws = Draws.of(seed, "rating", user);
      for (int item : histories[user]) {
        liking[p] =
            GENEROSITY * users.generosity[user]
                + QUALITY * items.quality[item]
                + scale * fits[p]
                + CHANCE * draws.gaussian();
        p++;
      }
    }
    return cut(liking, histories);
  }

  private static double[] fits(int[][] histories, SyntheticItems items, SyntheticUsers users) {
    double[] fits = new double[Arrays.stream(histories).mapToInt(row -> row.length).sum()];
    int p = 0;
    for (int user = 0; user < histories.length; user++) {
      for (int item : histories[user]) {
        fits[p++] = SyntheticUsers.dot(users.traits[user], items.traits[item]);
      }
    }
    return fits;
  }

  private static double deviation(double[] numbers) {
    double mean = Arrays.stream(numbers).sum() / numbers.length;
    double squares = 0;
    for (double number : numbers) {
      squares += (number - mean) * (number - mean);
    }
    return Math.sqrt(squares / numbers.length);
  }

  private static byte[][] cut(double[] liking, int[][] histories) {
    double[] sorted = liking.clone();
    Arrays.sort(sorted);
    double[] cuts = new double[SHARES_UP_TO.length];
    for (int k = 0; k < cuts.length; k++) {
      cuts[k] = sorted[(int) (SHARES_UP_TO[k] * sorted.length)];
    }
    byte[][] ratings = new byte[histories.length][];
    int p = 0;
    for (int user = 0; user < histories.length; user++) {
      ratings[user] = new byte[histories[user].length];
      for (int k = 0; k < ratings[user].length; k++, p++) {
        int stars = 1;
        while (stars <= cuts.length && liking[p] >= cuts[stars - 1]) {
          stars++;
        }
        ratings[user][k] = (byte) stars;
      }
    }
    return ratings;
  }
}
