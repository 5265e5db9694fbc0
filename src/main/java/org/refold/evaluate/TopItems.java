package org.refold.evaluate;

import java.util.Arrays;

/**
 * Keeps the best of many scored items: collects those above a bar, and whenever its room is full,
 * selects the best in linear time and raises the bar. An item is one number: the score in the upper
 * half, in an order-preserving form, and below it the tie rule and the index, so that one
 * comparison of longs decides and no two are equal. Not for several threads.
 */
final class TopItems {

  private static final int LAST_INDEX = Integer.MAX_VALUE;
  private static final int PREFERRED = Integer.MIN_VALUE; // the topmost bit of the lower half

  /** Room beside the best: more of it means rarer selections, each over more items. */
  private static final int LEAST_ROOM = 128;

  private final int wanted;
  private final long[] keys;
  private int size;
  private float bar;

  /**
   * @param wanted how many items to keep, at least 1
   */
  TopItems(int wanted) {
    this.wanted = wanted;
    this.keys = new long[wanted + Math.max(wanted, LEAST_ROOM)];
    clear();
  }

  /** Forgets all items. */
  void clear() {
    size = 0;
    bar = -Float.MAX_VALUE;
  }

  /** How many items are kept, once sorted. */
  int size() {
    return size;
  }

  /**
   * Keeps an item if it is among the best so far. Of equal scores a preferred item goes before
   * others, then the lower index.
   *
   * @return the lowest score that can still be kept; callers may leave out what is below
   */
  float offer(float score, int item, boolean preferred) {
    int low = (LAST_INDEX - item) | (preferred ? PREFERRED : 0);
    keys[size++] = ((long) ordered(score) << 32) | (low & 0xFFFFFFFFL);
    if (size == keys.length) {
      select();
      bar = score(keys[wanted - 1]);
    }
    return bar;
  }

  /** Puts the kept items in order; after that nothing can be offered before {@link #clear}. */
  void sort() {
    if (size > wanted) {
      select();
    }
    Arrays.sort(keys, 0, size);
  }

  /** Whether two of the items have the same score, once sorted. */
  boolean hasTies() {
    for (int k = 1; k < size; k++) {
      if (keys[k] >> 32 == keys[k - 1] >> 32) {
        return true;
      }
    }
    return false;
  }

  /** The item at a rank from 1, once sorted. */
  int item(int rank) {
    return LAST_INDEX - (int) (keys[size - rank] & LAST_INDEX);
  }

  /** Brings the largest keys to the front, the least of them last, and drops the others. */
  private void select() {
    int lo = 0;
    int hi = size - 1;
    int last = wanted - 1;
    while (lo < hi) {
      long pivot = median(keys[lo], keys[(lo + hi) >>> 1], keys[hi]);
      int i = lo;
      int j = hi;
      while (i <= j) {
        while (keys[i] > pivot) {
          i++;
        }
        while (keys[j] < pivot) {
          j--;
        }
        if (i <= j) {
          long held = keys[i];
          keys[i++] = keys[j];
          keys[j--] = held;
        }
      }
      if (last <= j) {
        hi = j;
      } else if (last >= i) {
        lo = i;
      } else {
        break;
      }
    }
    size = wanted;
  }

  private static long median(long a, long b, long c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }

  /** A number with the order of the floats; both zeros are one. */
  private static int ordered(float score) {
    int bits = Float.floatToRawIntBits(score + 0f);
    return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
  }

  private static float score(long key) {
    int bits = (int) (key >> 32);
    return Float.intBitsToFloat(bits ^ ((bits >> 31) & Integer.MAX_VALUE));
  }
}
