package org.refold.spark;

import java.io.ByteArrayOutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * How the counts of all pairs are cut into blocks of rows, each of which fits into the memory of a
 * worker many times over, and how a block travels: the gaps between counts that are not zero, and
 * the counts, in as few bytes as each takes.
 *
 * @param items the number of items
 * @param rows rows of a block; the last may have fewer
 */
record CountBlock(int items, int rows) implements Serializable {

  /** Counts of a block, at most: 16 MB. */
  private static final int MOST = 1 << 22;

  static CountBlock of(int items) {
    return new CountBlock(items, Math.max(1, Math.min(items, MOST / Math.max(1, items))));
  }

  /** How many blocks there are. */
  int count() {
    return (items + rows - 1) / rows;
  }

  /** The first item of a block. */
  int first(int block) {
    return block * rows;
  }

  /** How many rows it has. */
  int rowsOf(int block) {
    return Math.min(rows, items - first(block));
  }

  /** Room for the counts of a block, row by row. */
  int[] empty() {
    return new int[rows * items];
  }

  /**
   * Counts the pairs of a block.
   *
   * @param histories the items of each user, ascending, each once
   */
  int[] counts(int block, List<int[]> histories) {
    int[] counts = empty();
    int from = first(block);
    int to = from + rowsOf(block);
    for (int[] history : histories) {
      int at = Arrays.binarySearch(history, from);
      for (int k = at < 0 ? ~at : at; k < history.length && history[k] < to; k++) {
        int row = (history[k] - from) * items;
        for (int other : history) {
          counts[row + other]++;
        }
      }
    }
    return counts;
  }

  /** The counts as they travel. */
  static byte[] pack(int[] counts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int last = -1;
    for (int k = 0; k < counts.length; k++) {
      if (counts[k] != 0) {
        write(bytes, k - last);
        write(bytes, counts[k]);
        last = k;
      }
    }
    return bytes.toByteArray();
  }

  /** Adds what was packed. */
  static int[] add(int[] sums, byte[] packed) {
    ByteBuffer in = ByteBuffer.wrap(packed);
    int k = -1;
    while (in.hasRemaining()) {
      k += read(in);
      sums[k] += read(in);
    }
    return sums;
  }

  private static int read(ByteBuffer in) {
    int number = 0;
    int shift = 0;
    byte next = in.get();
    for (; next < 0; next = in.get(), shift += 7) {
      number |= (next & 0x7F) << shift;
    }
    return number | next << shift;
  }

  private static void write(ByteArrayOutputStream bytes, int positive) {
    int left = positive;
    while (left > 0x7F) {
      bytes.write(left | 0x80);
      left >>>= 7;
    }
    bytes.write(left);
  }
}
