package org.refold.data.sets;

import java.util.Arrays;

/**
 * Which items users rate. A user rates the items of highest utility, which is fame, the liking of
 * the item's shelf, and chance (Gumbel); how many is given by {@link Activity}.
 */
final class SyntheticHistories {

  private static final double BY_FAME = 3.65;
  private static final double BY_CHANCE = 1.0;

  /** Quantiles of the Gumbel distribution: a look-up is ten times faster than two logarithms. */
  private static final double[] GUMBEL = new double[1 << 14];

  static {
    for (int k = 0; k < GUMBEL.length; k++) {
      GUMBEL[k] = -StrictMath.log(-StrictMath.log((k + 0.5) / GUMBEL.length));
    }
  }

  private SyntheticHistories() {}

  /**
   * What each user rates, in the order in which it happens.
   *
   * @param activity how many items each user rates
   * @return {@code [users][activity of the user]}; no item twice in a row, each item somewhere
   */
  static int[][] of(SyntheticItems items, SyntheticUsers users, int[] activity, long seed) {
    int[][] histories = new int[users.count][];
    for (int user = 0; user < users.count; user++) {
      SyntheticDraws draws = SyntheticDraws.of(seed, "choice", user);
      double[][] likings = users.likings(user);
      int[] chosen = choose(items, users.conformity[user], likings, activity[user], draws);
      histories[user] = SyntheticWalk.order(chosen, items, likings, draws);
    }
    placeUnrated(histories, items.count, SyntheticDraws.of(seed, "unrated", 0));
    return histories;
  }

  private static int[] choose(
      SyntheticItems items, double conformity, double[][] likings, int size, SyntheticDraws draws) {
    double[] utility = new double[items.count];
    for (int item = 0; item < items.count; item++) {
      int shelf = items.shelf[item];
      utility[item] =
          BY_FAME * conformity * items.fame[item]
              + Math.max(likings[0][shelf], likings[1][shelf])
              + BY_CHANCE * GUMBEL[draws.below(GUMBEL.length)];
    }
    double[] sorted = utility.clone();
    Arrays.sort(sorted);
    double bar = sorted[sorted.length - size];
    int[] chosen = new int[size];
    int n = 0;
    for (int item = 0; item < items.count && n < size; item++) {
      if (utility[item] >= bar) {
        chosen[n++] = item;
      }
    }
    return chosen;
  }

  /** Gives each item without a rating to a random user, in the place of a well-known one. */
  private static void placeUnrated(int[][] histories, int itemCount, SyntheticDraws draws) {
    int[] counts = new int[itemCount];
    for (int[] history : histories) {
      for (int item : history) {
        counts[item]++;
      }
    }
    for (int item = 0; item < itemCount; item++) {
      while (counts[item] == 0) {
        int[] history = histories[draws.below(histories.length)];
        int place = draws.below(history.length);
        if (counts[history[place]] > 1) {
          counts[history[place]]--;
          history[place] = item;
          counts[item]++;
        }
      }
    }
  }
}
