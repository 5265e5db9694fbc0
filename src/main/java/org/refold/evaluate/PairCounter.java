package org.refold.evaluate;

import java.util.Arrays;

/**
 * Counts, for AUC, the pairs of a held-out and another item that are in the right order: the scores
 * of the held-out items are sorted, every other item is looked up among them, so the catalogue is
 * never sorted. Not for several threads.
 */
final class PairCounter {

  private float[] heldOut = new float[16];
  private int size;
  private long others;
  private long twiceWon;

  /** Forgets all scores. */
  void clear() {
    size = 0;
    others = 0;
    twiceWon = 0;
  }

  /** Adds the score of a held-out item; all of them come before the others. */
  void addHeldOut(float score) {
    heldOut = size == heldOut.length ? Arrays.copyOf(heldOut, 2 * size) : heldOut;
    heldOut[size++] = score + 0f; // one zero only: sorting tells -0 from 0
  }

  /** Ends the held-out items. */
  void sort() {
    Arrays.sort(heldOut, 0, size);
  }

  /** Adds the score of another item. */
  void addOther(float score) {
    int notHigher = firstAbove(score);
    int higher = size - notHigher;
    twiceWon += 2L * higher;
    for (int k = notHigher - 1; k >= 0 && heldOut[k] == score; k--) {
      twiceWon++;
    }
    others++;
  }

  /** Right pairs, ties as one half. */
  double won() {
    return 0.5 * twiceWon;
  }

  /** All pairs. */
  long pairs() {
    return size * others;
  }

  /**
   * The number of held-out scores that are not higher. The halving has no branch that depends on a
   * score: with scores in no order it would be guessed wrongly half of the time.
   */
  private int firstAbove(float score) {
    int at = 0;
    int length = size;
    while (length > 1) {
      int half = length >>> 1;
      at = heldOut[at + half - 1] > score ? at : at + half;
      length -= half;
    }
    return length == 1 && heldOut[at] <= score ? at + 1 : at;
  }
}
