package org.refold.train.batch;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.refold.kernel.Streams;

/**
 * Cuts sequences into batches of similar lengths whose sum has a bound. Lengths are rounded up to
 * those of buckets, at most an eighth apart; within a bucket sequences stand in random order, and
 * so do batches. Since only the rounded lengths decide where a batch ends, each epoch has the same
 * number of batches.
 */
final class TokenBudget {

  private static final int STEPS_OF_A_DOUBLING = 8;

  private final int[] lengths;
  private final int budget;
  private final int longest;

  /** The rounded lengths, longest first. */
  private final int[] descending;

  /**
   * @param lengths of the sequences. Kept.
   * @param budget what the lengths of a batch may sum to; at least the longest length
   */
  TokenBudget(int[] lengths, int budget) {
    this.lengths = lengths;
    this.budget = budget;
    this.longest = Arrays.stream(lengths).max().orElse(0);
    int[] ascending = Arrays.stream(lengths).map(this::rounded).sorted().toArray();
    this.descending = new int[ascending.length];
    for (int k = 0; k < ascending.length; k++) {
      descending[k] = ascending[ascending.length - 1 - k];
    }
  }

  private int rounded(int length) {
    int step = Math.max(1, Integer.highestOneBit(length) / STEPS_OF_A_DOUBLING);
    return Math.min(longest, (length + step - 1) / step * step);
  }

  /**
   * Where the batches of sequences end that stand longest first.
   *
   * @param most sequences of a batch
   */
  int[] ends(int most) {
    int[] ends = new int[descending.length];
    int batches = 0;
    int from = 0;
    long tokens = 0;
    for (int k = 0; k < descending.length; k++) {
      if (k - from == most || tokens + descending[k] > budget) {
        ends[batches++] = k;
        from = k;
        tokens = 0;
      }
      tokens += descending[k];
    }
    if (descending.length > 0) {
      ends[batches++] = descending.length;
    }
    return Arrays.copyOf(ends, batches);
  }

  /**
   * Puts shuffled sequences into the order of batches.
   *
   * @param order the sequences, shuffled. Modified.
   * @param most sequences of a batch
   * @param random the batches are shuffled by. Modified.
   * @return where each batch ends
   */
  int[] cut(int[] order, int most, SplittableRandom random) {
    int[] sorted = longestFirst(order);
    int[] ends = ends(most);
    int[] batches = new int[ends.length];
    Arrays.setAll(batches, batch -> batch);
    Streams.shuffle(batches, random);
    int[] newEnds = new int[ends.length];
    int filled = 0;
    for (int k = 0; k < batches.length; k++) {
      int from = batches[k] == 0 ? 0 : ends[batches[k] - 1];
      int size = ends[batches[k]] - from;
      System.arraycopy(sorted, from, order, filled, size);
      filled += size;
      newEnds[k] = filled;
    }
    return newEnds;
  }

  /** Sorts by rounded length and leaves those of one bucket in their order. */
  private int[] longestFirst(int[] order) {
    int[] starts = new int[longest + 2];
    for (int sequence : order) {
      starts[longest - rounded(lengths[sequence]) + 1]++;
    }
    for (int k = 0; k <= longest; k++) {
      starts[k + 1] += starts[k];
    }
    int[] sorted = new int[order.length];
    for (int sequence : order) {
      sorted[starts[longest - rounded(lengths[sequence])]++] = sequence;
    }
    return sorted;
  }
}
