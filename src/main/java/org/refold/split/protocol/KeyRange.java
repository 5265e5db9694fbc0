package org.refold.split.protocol;

/**
 * The keys between two ranks, compared without sign.
 *
 * @param first the smallest key
 * @param last the greatest key
 * @param empty whether there is none at all
 */
record KeyRange(long first, long last, boolean empty) {

  private static final KeyRange NONE = new KeyRange(0, 0, true);

  /** All bits set; the next one would be 0 again. */
  private static final long GREATEST = -1;

  /**
   * The keys of the ranks {@code from <= rank < to}. A key that stands at the border more than once
   * belongs to the range that it begins in.
   */
  static KeyRange ofRanks(RadixSelect.Source keys, long from, long to) {
    if (from >= to) {
      return NONE;
    }
    long first = from == 0 ? 0 : RadixSelect.select(keys, from);
    if (from > 0 && RadixSelect.select(keys, from - 1) == first) {
      if (first == GREATEST) {
        return NONE;
      }
      first++;
    }
    return new KeyRange(first, RadixSelect.select(keys, to - 1), false);
  }

  boolean contains(long key) {
    return !empty && Long.compareUnsigned(first, key) <= 0 && Long.compareUnsigned(key, last) <= 0;
  }
}
