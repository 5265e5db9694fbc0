package org.refold.split.protocol;

import java.util.Arrays;
import java.util.function.LongPredicate;
import org.refold.data.Interactions;

/**
 * The users of a strong split in a random order: by keys that follow from their raw ids, so that a
 * user's group does not depend on the order of users in the data. Only users with interactions take
 * part. Ranks are a ring: the one behind the last is the first.
 */
final class UserGroups {

  private final Interactions rows;
  private final int[] users;
  private final long[] keys;
  private final long[] ranked;

  UserGroups(Interactions rows, long seed) {
    this.rows = rows;
    this.users = active(rows);
    this.keys = PairKeys.keys(rows.users(), seed, "held-out user/");
    this.ranked = Arrays.stream(users).mapToLong(user -> keys[user]).sorted().toArray();
  }

  /** How many users take part. */
  int size() {
    return users.length;
  }

  /** The rows of the {@code count} users from a rank on, in the order of the data. */
  Interactions from(int rank, int count) {
    return rows(between(rank, count));
  }

  /** The rows of all users but {@code count} from a rank on, in the order of the data. */
  Interactions but(int rank, int count) {
    return rows(between(rank, count).negate());
  }

  private LongPredicate between(int rank, int count) {
    if (count == 0) {
      return key -> false;
    }
    long first = ranked[rank % ranked.length];
    long last = ranked[(rank + count - 1) % ranked.length];
    return first <= last ? key -> key >= first && key <= last : key -> key >= first || key <= last;
  }

  private Interactions rows(LongPredicate inGroup) {
    return rows.rows(Arrays.stream(users).filter(user -> inGroup.test(keys[user])).toArray());
  }

  private static int[] active(Interactions rows) {
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
