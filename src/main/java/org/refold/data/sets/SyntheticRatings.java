package org.refold.data.sets;

import java.util.Arrays;

/**
 * Ratings of 1 to 5: a latent preference, the sum of the user's generosity, the item's quality, how
 * well the two fit and chance, cut at the quantiles that give exactly the shares of MovieLens-1M.
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
   * @return the rating of each item, user after user
   */
  static int[] of(int[][] histories, SyntheticItems items, SyntheticUsers users, long seed) {
    double[] preference = new double[Arrays.stream(histories).mapToInt(row -> row.length).sum()];
    int p = 0;
    for (int user = 0; user < histories.length; user++) {
      for (int item : histories[user]) {
        preference[p++] = SyntheticUsers.dot(users.traits[user], items.traits[item]);
      }
    }
    double scale = FIT / Math.max(1e-9, standardDeviation(preference));
    p = 0;
    for (int user = 0; user < histories.length; user++) {
      SyntheticDraws draws = SyntheticDraws.of(seed, "rating", user);
      for (int item : histories[user]) {
        preference[p] =
            GENEROSITY * users.generosity[user]
                + QUALITY * items.quality[item]
                + scale * preference[p]
                + CHANCE * draws.gaussian();
        p++;
      }
    }
    double[] sorted = preference.clone();
    Arrays.sort(sorted);
    double[] cuts =
        Arrays.stream(SHARES_UP_TO).map(share -> sorted[(int) (share * sorted.length)]).toArray();
    return Arrays.stream(preference)
        .mapToInt(value -> 1 + (int) Arrays.stream(cuts).filter(cut -> value >= cut).count())
        .toArray();
  }

  private static double standardDeviation(double[] numbers) {
    double mean = Arrays.stream(numbers).sum() / numbers.length;
    double squares = 0;
    for (double number : numbers) {
      squares += (number - mean) * (number - mean);
    }
    return Math.sqrt(squares / numbers.length);
  }
}
