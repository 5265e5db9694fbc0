package org.refold.split.protocol;

import java.util.Arrays;
import java.util.function.LongPredicate;
import org.refold.data.Interactions;

/**
 * Training, validation and test users of a strong split: those with the smallest random keys are
 * the test, those with the next smallest the validation, all others the training users. A key
 * follows from the raw id, so a user's group does not depend on the order of users.
 */
final class UserGroups {

  private final Interactions rows;
  private final int[] users;
  private final long[] keys;
  private final long lastTest;
  private final long lastHeld;

  /**
   * Draws the groups among the users that have interactions.
   *
   * @param size how many users validation and test have each; fewer than half of all
   */
  UserGroups(Interactions rows, int size, long seed) {
    this.rows = rows;
    this.users = active(rows);
    this.keys = PairKeys.keys(rows.users(), seed, "held-out user/");
    long[] ranked = Arrays.stream(users).mapToLong(user -> keys[user]).sorted().toArray();
    this.lastTest = ranked[size - 1];
    this.lastHeld = ranked[2 * size - 1];
  }

  /** The rows of the training users, in the order of the data. */
  Interactions train() {
    return rows(key -> key > lastHeld);
  }

  /** The rows of the validation users, in the order of the data. */
  Interactions validation() {
    return rows(key -> key > lastTest && key <= lastHeld);
  }

  /** The rows of the test users, in the order of the data. */
  Interactions test() {
    return rows(key -> key <= lastTest);
  }

  private Interactions rows(LongPredicate inGroup) {
    return rows.rows(Arrays.stream(users).filter(user -> inGroup.test(keys[user])).toArray());
  }

  /** The users that have interactions, ascending. */
  static int[] active(Interactions rows) {
    int[] users = new int[rows.userCount()];
    int active = 0;
    for (int user = 0; user < users.length; user++) {
      if (rows.count(user) > 0) {
        users[active++] = user;
      }
    }
    return Arrays.copyOf(users, active);
  }
}
