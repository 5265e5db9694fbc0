package org.refold.split.protocol;

/**
 * Finds the key of a rank among many without storing or sorting them: four passes over the source
 * of the keys, each of which settles 16 bits with a histogram.
 */
final class RadixSelect {

  /** Takes one key. */
  @FunctionalInterface
  interface Visitor {
    void at(int position, long key);
  }

  /** Shows all keys to a visitor; must show the same keys each time. */
  @FunctionalInterface
  interface Source {
    void each(Visitor visitor);
  }

  private static final int BITS = 16;
  private static final int BUCKETS = 1 << BITS;

  private RadixSelect() {}

  /**
   * The key that {@code rank} keys are smaller than or equal to (in another place of the order),
   * comparing without sign.
   *
   * @param keys at least {@code rank + 1} keys
   * @param rank 0 for the smallest key
   * @throws IllegalArgumentException if there are not that many keys
   */
  static long select(Source keys, long rank) {
    long prefix = 0;
    long left = rank;
    for (int shift = Long.SIZE - BITS; shift >= 0; shift -= BITS) {
      long[] histogram = histogram(keys, prefix, shift);
      int bucket = 0;
      while (bucket < BUCKETS && left >= histogram[bucket]) {
        left -= histogram[bucket];
        bucket++;
      }
      if (bucket == BUCKETS) {
        throw new IllegalArgumentException("there is no key of rank " + rank);
      }
      prefix |= (long) bucket << shift;
    }
    return prefix;
  }

  /** Counts the next bits of all keys that begin like the prefix. */
  private static long[] histogram(Source keys, long prefix, int shift) {
    long[] histogram = new long[BUCKETS];
    long settled = shift + BITS == Long.SIZE ? 0 : -1L << (shift + BITS);
    keys.each(
        (position, key) -> {
          if ((key & settled) == prefix) {
            histogram[(int) (key >>> shift) & (BUCKETS - 1)]++;
          }
        });
    return histogram;
  }
}
