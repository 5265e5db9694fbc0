package org.refold.train.batch;

/**
 * Weights of items side by side on a line, and which item stands at a place of it. A guide tells
 * for equal parts of the line between which items to search, so that a search takes a step or two.
 */
final class WeightLine {

  private final int items;

  /** The weight of all items before each: {@code [items + 1]}. */
  private final long[] before;

  /** The item at the start of each part, and at last the last item. */
  private final int[] guide;

  /** A part has 2 to this power places. */
  private final int shift;

  WeightLine(long[] weights) {
    items = weights.length;
    before = new long[items + 1];
    for (int item = 0; item < items; item++) {
      before[item + 1] = before[item] + weights[item];
    }
    int power = 0;
    while (length() >>> power > items) {
      power++;
    }
    shift = power;
    guide = new int[(int) (length() >>> shift) + 2];
    int item = 0;
    for (int part = 0; part < guide.length; part++) {
      while (item < items - 1 && before[item + 1] <= (long) part << shift) {
        item++;
      }
      guide[part] = item;
    }
  }

  int items() {
    return items;
  }

  /** The weight of all items. */
  long length() {
    return before[items];
  }

  /** The weight of all items before one. */
  long before(int item) {
    return before[item];
  }

  /** The weight of an item. */
  long weight(int item) {
    return before[item + 1] - before[item];
  }

  /** The item at a place, which is less than the length: it has a weight. */
  int itemAt(long place) {
    int part = (int) (place >>> shift);
    int low = guide[part];
    int high = guide[part + 1] + 1;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (before[middle] <= place) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
