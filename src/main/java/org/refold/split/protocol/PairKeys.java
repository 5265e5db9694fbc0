package org.refold.split.protocol;

import java.util.Arrays;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.kernel.Streams;

/**
 * A random 64-bit key for each interaction: a function of the seed, a purpose, and the raw ids of
 * user and item, and of nothing else. Holding out the interactions of the smallest keys is a random
 * choice that does not depend on the order of lines, users or items. Copies of a repeated pair have
 * the same key, so they stay together.
 */
final class PairKeys {

  private final Interactions data;
  private final long[] userKeys;
  private final long[] itemKeys;

  PairKeys(Interactions data, long seed, String purpose) {
    this.data = data;
    this.userKeys = keys(data.users(), seed, purpose + "/user/");
    this.itemKeys = keys(data.items(), seed, purpose + "/item/");
  }

  /**
   * A random key for each id.
   *
   * @return {@code [ids.size()]}
   */
  static long[] keys(Vocabulary ids, long seed, String purpose) {
    long[] keys = new long[ids.size()];
    for (int k = 0; k < keys.length; k++) {
      keys[k] = Streams.seedOf(seed, purpose + ids.id(k));
    }
    return keys;
  }

  /** The key of the interaction of a user at a position. */
  long of(int user, int position) {
    return Streams.seedOf(userKeys[user], "", itemKeys[data.item(position)]);
  }

  /** The keys of a user's interactions, smallest first. */
  long[] sorted(int user) {
    long[] keys = new long[data.count(user)];
    for (int k = 0; k < keys.length; k++) {
      keys[k] = of(user, data.start(user) + k);
    }
    Arrays.sort(keys);
    return keys;
  }

  /** Visits all interactions, in the order of positions. */
  void each(RadixSelect.Visitor visitor) {
    for (int user = 0; user < data.userCount(); user++) {
      for (int p = data.start(user); p < data.end(user); p++) {
        visitor.at(p, of(user, p));
      }
    }
  }
}
