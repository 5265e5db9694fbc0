package org.refold.evaluate;

import java.util.Arrays;

/**
 * Keeps the best of many scored items in a heap of numbers. A key has the score in its upper half,
 * in an order-preserving form, and below it the tie rule and the item, so that one comparison of
 * longs decides. Not for several threads.
 */
final class TopItems {

  private static final int LAST_INDEX = Integer.MAX_VALUE;
  private static final int PREFERRED = Integer.MIN_VALUE; // the topmost bit of the lower half

  private final long[] heap; // the worst on top
  private int size;

  /**
   * @param capacity how many items to keep, at least 1
   */
  TopItems(int capacity) {
    this.heap = new long[capacity];
  }

  /** Forgets all items. */
  void clear() {
    size = 0;
  }

  /** How many items are kept. */
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
    long key = ((long) ordered(score) << 32) | (low & 0xFFFFFFFFL);
    if (size < heap.length) {
      siftUp(key);
    } else if (key > heap[0]) {
      siftDown(key);
    }
    return size < heap.length ? -Float.MAX_VALUE : score(heap[0]);
  }

  /** Puts the kept items in order; after that nothing can be offered before {@link #clear}. */
  void sort() {
    Arrays.sort(heap, 0, size);
  }

  /** The item at a rank from 1, once sorted. */
  int item(int rank) {
    return LAST_INDEX - (int) (heap[size - rank] & LAST_INDEX);
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

  private void siftUp(long key) {
    int at = size++;
    while (at > 0 && key < heap[(at - 1) >>> 1]) {
      heap[at] = heap[(at - 1) >>> 1];
      at = (at - 1) >>> 1;
    }
    heap[at] = key;
  }

  private void siftDown(long key) {
    int at = 0;
    while (2 * at + 1 < size) {
      int child = 2 * at + 1;
      child += child + 1 < size && heap[child + 1] < heap[child] ? 1 : 0;
      if (key <= heap[child]) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = key;
  }
}
