package org.refold.data;

import java.util.Arrays;
import java.util.List;

/**
 * For each user the items that are ranked for that user, where not the whole catalogue is: the
 * positive and its sampled negatives. An item that stands twice in a list counts once. Immutable.
 */
public final class Candidates {

  private final int[][] lists;

  private Candidates(int[][] lists) {
    this.lists = lists;
  }

  /**
   * @param lists for each user, by index, the items to rank
   */
  public static Candidates of(List<int[]> lists) {
    int[][] distinct = new int[lists.size()][];
    for (int user = 0; user < distinct.length; user++) {
      distinct[user] = Arrays.stream(lists.get(user)).distinct().toArray();
    }
    return new Candidates(distinct);
  }

  /** How many users there are. */
  public int userCount() {
    return lists.length;
  }

  /** A user's candidates, each once, in the order of the source; a fresh array. */
  public int[] of(int user) {
    return lists[user].clone();
  }

  /** How many different candidates a user has. */
  public int count(int user) {
    return lists[user].length;
  }
}
