package org.refold.split.audit;

import java.util.Arrays;
import org.refold.data.Interactions;

/** Counts over the rows of one or two matrices; users are matched by raw id, items by index. */
public final class RowCounts {

  private RowCounts() {}

  /** How many interactions repeat an earlier pair of the same user and item. */
  static int repeatedPairs(Interactions rows) {
    int[] lastUser = new int[rows.itemCount()];
    Arrays.fill(lastUser, -1);
    int repeated = 0;
    for (int user = 0; user < rows.userCount(); user++) {
      for (int p = rows.start(user); p < rows.end(user); p++) {
        repeated += lastUser[rows.item(p)] == user ? 1 : 0;
        lastUser[rows.item(p)] = user;
      }
    }
    return repeated;
  }

  /** How many interactions of some rows are pairs that stand in the others too. */
  public static int sharedPairs(Interactions rows, Interactions others) {
    int[] otherRow = rows.users().indicesIn(others.users());
    int[] lastUser = new int[rows.itemCount()];
    Arrays.fill(lastUser, -1);
    int shared = 0;
    for (int user = 0; user < rows.userCount(); user++) {
      int other = otherRow[user];
      if (other < 0 || rows.count(user) == 0) {
        continue;
      }
      for (int p = others.start(other); p < others.end(other); p++) {
        lastUser[others.item(p)] = user;
      }
      for (int p = rows.start(user); p < rows.end(user); p++) {
        shared += lastUser[rows.item(p)] == user ? 1 : 0;
      }
    }
    return shared;
  }

  /** How many users have interactions in both. */
  static int sharedUsers(Interactions rows, Interactions others) {
    int[] otherRow = rows.users().indicesIn(others.users());
    int shared = 0;
    for (int user = 0; user < otherRow.length; user++) {
      int other = otherRow[user];
      shared += other >= 0 && rows.count(user) > 0 && others.count(other) > 0 ? 1 : 0;
    }
    return shared;
  }

  /** The time of the newest interaction of all. */
  public static long newest(Interactions rows) {
    long newest = Long.MIN_VALUE;
    for (int p = 0; p < rows.size(); p++) {
      newest = Math.max(newest, rows.time(p));
    }
    return newest;
  }

  /** How many interactions are earlier than a time. */
  public static int countEarlier(Interactions rows, long time) {
    int earlier = 0;
    for (int p = 0; p < rows.size(); p++) {
      earlier += rows.time(p) < time ? 1 : 0;
    }
    return earlier;
  }

  /** How many interactions are earlier than the newest of the same user's history. */
  static int countEarlierThanOwn(Interactions rows, Interactions histories) {
    int earlier = 0;
    for (int user = 0; user < rows.userCount(); user++) {
      if (histories.count(user) > 0) {
        long newest = histories.time(histories.end(user) - 1);
        for (int p = rows.start(user); p < rows.end(user); p++) {
          earlier += rows.time(p) < newest ? 1 : 0;
        }
      }
    }
    return earlier;
  }
}
