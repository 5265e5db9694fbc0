package org.refold.data;

import java.util.Arrays;
import java.util.List;

/**
 * For each user the items that are ranked for that user, where not the whole catalogue is: the
 * positive and its sampled negatives. An item that stands twice in a list counts once. Immutable.
 */
public final class Candidates {

  private final int users;

  /** A row for each user, or one for all. */
  private final BinaryMatrix lists;

  private Candidates(int users, BinaryMatrix lists) {
    this.users = users;
    this.lists = lists;
  }

  /**
   * @param lists for each user, by index, the items to rank
   */
  public static Candidates of(List<int[]> lists) {
    return new Candidates(lists.size(), matrix(lists));
  }

  /**
   * The same list for each user, which takes the memory of one.
   *
   * @param items not modified
   */
  public static Candidates same(int users, int[] items) {
    return new Candidates(users, matrix(List.of(items)));
  }

  private static BinaryMatrix matrix(List<int[]> lists) {
    List<int[]> distinct =
        lists.stream().map(list -> Arrays.stream(list).distinct().toArray()).toList();
    int items = 1 + distinct.stream().flatMapToInt(Arrays::stream).max().orElse(-1);
    return BinaryMatrix.of(items, distinct);
  }

  /** The candidates of some users. */
  public Candidates rows(int[] chosen) {
    return lists.rowCount() == 1
        ? new Candidates(chosen.length, lists)
        : of(Arrays.stream(chosen).mapToObj(this::of).toList());
  }

  /** How many users there are. */
  public int userCount() {
    return users;
  }

  /** A user's candidates, each once, in the order of the source; a fresh array. */
  public int[] of(int user) {
    return lists.row(rowOf(user));
  }

  /** How many different candidates a user has. */
  public int count(int user) {
    return lists.count(rowOf(user));
  }

  private int rowOf(int user) {
    return lists.rowCount() == 1 ? 0 : user;
  }
}
