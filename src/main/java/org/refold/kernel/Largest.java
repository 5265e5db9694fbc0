package org.refold.kernel;

import java.util.Arrays;

/**
 * The {@code k} largest of many numbers with an index each, the lower index first where numbers are
 * equal: a heap of pairs packed into one {@code long}, the smallest on top. Numbers are in the
 * order of {@link Float#compare}.
 */
public final class Largest {

  private final long[] heap;
  private int size;

  /**
   * Room for so many.
   *
   * @param k how many are kept
   */
  public Largest(int k) {
    this.heap = new long[k];
  }

  /** Forgets all. */
  public void clear() {
    size = 0;
  }

  /** A number with its index: of two pairs the larger one has the larger number. */
  public static long pair(int index, float value) {
    return ((long) turned(Float.floatToIntBits(value)) << Integer.SIZE) | (~index & 0xFFFFFFFFL);
  }

  /** Bits of a float as an int in its order, and back: those of negative numbers go backwards. */
  private static int turned(int bits) {
    return bits ^ ((bits >> (Integer.SIZE - 1)) & Integer.MAX_VALUE);
  }

  /**
   * The last pair that is kept; 0, which is before all of positive numbers, while there is room.
   */
  public long least() {
    return size < heap.length ? 0 : heap[0];
  }

  /** Offers one number. */
  public void offer(int index, float value) {
    long pair = pair(index, value);
    if (size < heap.length) {
      rise(size++, pair);
    } else if (pair > heap[0]) {
      sink(pair);
    }
  }

  private void rise(int from, long pair) {
    int at = from;
    while (at > 0 && heap[(at - 1) / 2] > pair) {
      heap[at] = heap[(at - 1) / 2];
      at = (at - 1) / 2;
    }
    heap[at] = pair;
  }

  private void sink(long pair) {
    int at = 0;
    for (int child = 1; child < size; child = 2 * at + 1) {
      int smaller = child + 1 < size && heap[child + 1] < heap[child] ? child + 1 : child;
      if (heap[smaller] >= pair) {
        break;
      }
      heap[at] = heap[smaller];
      at = smaller;
    }
    heap[at] = pair;
  }

  /** The pairs that were kept, in ascending order of value; use {@link #index}, {@link #value}. */
  public long[] sorted() {
    long[] pairs = Arrays.copyOf(heap, size);
    Arrays.sort(pairs);
    return pairs;
  }

  /** The index of a pair. */
  public static int index(long pair) {
    return ~(int) pair;
  }

  /** The number of a pair. */
  public static float value(long pair) {
    return Float.intBitsToFloat(turned((int) (pair >>> Integer.SIZE)));
  }
}
