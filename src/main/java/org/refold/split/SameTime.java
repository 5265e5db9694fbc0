package org.refold.split;

import org.refold.data.Interactions;
import org.refold.kernel.Streams;

/**
 * The order of what a user did at one time, as the data tell it. It matters wherever a history is
 * cut or read in its order: the lines of a file may stand in an order that itself says something
 * about items. In MovieLens-1M the lines of all users follow one order of the items.
 */
public enum SameTime {
  /** That of the lines of the source. */
  LINES,
  /** A random one, by the raw ids of user and item alone. */
  RANDOM;

  private static final long SEED = 1;

  /** Some data in this order. Repeated pairs at one time stay in the order of lines. */
  Interactions of(Interactions data) {
    return this == LINES || !data.hasTimes()
        ? data
        : data.withTiesBy((user, position) -> key(data, user, position));
  }

  private static long key(Interactions data, int user, int position) {
    String pair = data.users().id(user) + "\t" + data.items().id(data.item(position));
    return Streams.seedOf(SEED, "same time/" + pair);
  }
}
