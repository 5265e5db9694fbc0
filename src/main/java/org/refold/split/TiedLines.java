package org.refold.split;

import java.util.Arrays;
import java.util.Locale;
import org.refold.data.Interactions;

/**
 * What stands next to each other in a history at one time, so that nothing but the order of lines
 * tells which came first.
 *
 * @param users whose newest two interactions are at one time
 * @param pairs neighbours at one time, of all users
 * @param repeated those of them whose two items are neighbours at one time more than once
 * @param agreeing of the repeated ones, those in the order in which most of their kind are: half to
 *     three quarters where the order of lines says nothing about items, nearly all where it follows
 *     one order of items
 */
record TiedLines(int users, int pairs, int repeated, int agreeing) {

  /** By chance three of four agree where a pair comes twice or three times, and fewer if more. */
  private static final double ONE_ORDER = 0.9;

  /** Fewer repeated pairs tell nothing. */
  private static final int FEWEST = 100;

  static TiedLines of(Interactions data) {
    long[] tied = new long[data.size()];
    int pairs = 0;
    int users = 0;
    for (int user = 0; user < data.userCount(); user++) {
      for (int p = data.start(user) + 1; p < data.end(user); p++) {
        if (data.time(p) == data.time(p - 1)) {
          tied[pairs++] = pair(data.item(p - 1), data.item(p));
          users += p == data.end(user) - 1 ? 1 : 0;
        }
      }
    }
    Arrays.sort(tied, 0, pairs);
    int repeated = 0;
    int agreeing = 0;
    int from = 0;
    for (int to = 1; to <= pairs; to++) {
      if (to == pairs || tied[to] >> 1 != tied[from] >> 1) {
        if (to - from > 1) {
          int backwards = 0;
          for (int k = from; k < to; k++) {
            backwards += (int) (tied[k] & 1);
          }
          repeated += to - from;
          agreeing += Math.max(backwards, to - from - backwards);
        }
        from = to;
      }
    }
    return new TiedLines(users, pairs, repeated, agreeing);
  }

  /** Two items, the smaller first, and in the last bit whether they stand the other way round. */
  private static long pair(int first, int second) {
    long smaller = Math.min(first, second);
    return (smaller << 32 | (long) Math.max(first, second) << 1) | (first > second ? 1 : 0);
  }

  /** Whether the order of lines follows one order of items, so that it says something of them. */
  boolean followItems() {
    return repeated >= FEWEST && agreeing >= ONE_ORDER * repeated;
  }

  /** How much of the data it is, in words. */
  String words(int interactions) {
    return String.format(
        Locale.ROOT,
        "%d users have their newest two interactions at one time, and %.1f %% of all interactions"
            + " are at the time of the one before",
        users,
        100.0 * pairs / interactions);
  }

  /** How far they follow one order of items, in words. */
  String agreement() {
    return String.format(
        Locale.ROOT,
        "for %.1f %% of the neighbours that come again the lines have the same order of the two"
            + " items",
        100.0 * agreeing / repeated);
  }
}
