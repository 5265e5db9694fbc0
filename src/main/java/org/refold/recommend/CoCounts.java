package org.refold.recommend;

import org.refold.data.Vocabulary;

/**
 * How many users have two items both, for all pairs: all that models on binary data need to know
 * which are functions of {@code X'X}. Counts are whole numbers, so that they are the same in
 * whatever order users were counted.
 */
public interface CoCounts {

  /** Takes the counts of one item with all others. */
  @FunctionalInterface
  interface Sink {
    /**
     * One row of {@code X'X}.
     *
     * @param item which
     * @param counts {@code [items]}: users who have both; at {@code item} all who have it. Not
     *     kept: the array is used again.
     */
    void accept(int item, int[] counts);
  }

  /** The items, in the order in which the rows come. */
  Vocabulary items();

  /** How many users there are. */
  int users();

  /** How many users have each item: {@code [items]}. */
  int[] itemCounts();

  /**
   * Hands over every row, in ascending order. May be asked again, at the price of the first time.
   */
  void forEach(Sink sink);
}
