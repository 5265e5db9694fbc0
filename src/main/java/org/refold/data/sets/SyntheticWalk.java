package org.refold.data.sets;

/**
 * The order in which a user comes to the chosen items: from one to its neighbour on the shelf,
 * often the next part of a franchise, or on to another shelf, rather of the same taste; famous
 * items and early likings first, obscure items and late likings last.
 */
final class SyntheticWalk {

  private static final double NEIGHBOUR = 0.28;
  private static final double SAME_TASTE = 0.4;
  private static final double TASTE_BONUS = 3;
  private static final double FAME_FIRST = 0.6;
  private static final int LOOKS = 4;

  private SyntheticWalk() {}

  /**
   * Walks backwards from the last item, so that the end of a history, which is what a next-item
   * model is asked for, follows from what went before, and the leftovers stand at the beginning.
   *
   * @param chosen the items; Modified.
   */
  static int[] order(int[] chosen, SyntheticItems items, double[][] likings, SyntheticDraws draws) {
    int[] order = new int[chosen.length];
    int following = -1;
    for (int left = chosen.length; left > 0; left--) {
      int pick = -1;
      if (following >= 0 && draws.happens(NEIGHBOUR)) {
        pick = neighbour(chosen, left, following, items);
      }
      if (pick < 0) {
        double late = 2.0 * (left - 1) / chosen.length - 1;
        int taste =
            following >= 0 && draws.happens(SAME_TASTE)
                ? items.tasteOf[items.shelf[following]]
                : -1;
        pick = likely(chosen, left, late, taste, items, likings, draws);
      }
      following = chosen[pick];
      order[left - 1] = following;
      chosen[pick] = chosen[left - 1];
    }
    return order;
  }

  /** The place of the item that stands nearest before the following one on its shelf, or -1. */
  private static int neighbour(int[] chosen, int left, int following, SyntheticItems items) {
    int nearest = Integer.MAX_VALUE;
    int place = -1;
    for (int k = 0; k < left; k++) {
      int distance = Math.abs(chosen[k] - (following - 1));
      if (distance < nearest && items.shelf[chosen[k]] == items.shelf[following]) {
        nearest = distance;
        place = k;
      }
    }
    return place;
  }

  /** Of some items at random the one that fits the time and the taste best. */
  private static int likely(
      int[] chosen,
      int left,
      double late,
      int taste,
      SyntheticItems items,
      double[][] likings,
      SyntheticDraws draws) {
    int best = -1;
    double highest = Double.NEGATIVE_INFINITY;
    for (int look = 0; look < LOOKS; look++) {
      int place = draws.below(left);
      int item = chosen[place];
      int shelf = items.shelf[item];
      double score =
          late * (likings[1][shelf] - likings[0][shelf] - FAME_FIRST * items.fame[item])
              + (items.tasteOf[shelf] == taste ? TASTE_BONUS : 0)
              + draws.gaussian();
      if (score > highest) {
        highest = score;
        best = place;
      }
    }
    return best;
  }
}
