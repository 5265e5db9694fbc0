package org.refold.evaluate.metric;

/**
 * How often each item stands in the lists of users. Whole numbers: parts that threads have counted
 * can be combined in any order.
 */
public final class Exposure {

  private final int cutoff;
  private final int[] counts;
  private int users;

  /**
   * @param cutoff the length of a list
   * @param items the size of the catalogue
   */
  public Exposure(int cutoff, int items) {
    this.cutoff = cutoff;
    this.counts = new int[items];
  }

  /** Adds the list of one user. */
  public void add(UserRanking ranking) {
    for (int rank = 1; rank <= Math.min(cutoff, ranking.listed()); rank++) {
      counts[ranking.item(rank)]++;
    }
    users++;
  }

  /** Adds what another has counted over the same items, with the same length of lists. */
  public void combine(Exposure other) {
    for (int item = 0; item < counts.length; item++) {
      counts[item] += other.counts[item];
    }
    users += other.users;
  }

  /** The size of the catalogue. */
  public int items() {
    return counts.length;
  }

  /** How many lists were added. */
  public int users() {
    return users;
  }

  /** How many lists an item stands in. */
  public int count(int item) {
    return counts[item];
  }
}
