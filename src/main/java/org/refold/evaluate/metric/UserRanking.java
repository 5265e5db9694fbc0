package org.refold.evaluate.metric;

import java.util.Arrays;

/**
 * What was ranked for one user and what had been held out: the first items of the ranking, the
 * ranks at which held-out items stand, and the user's history. Ranks count from 1.
 *
 * <p>The evaluator fills one object again and again; a metric reads it and keeps nothing of it.
 */
public final class UserRanking {

  private int[] items;
  private int listed;
  private int[] hitRanks;
  private float[] hitValues;
  private int hits;
  private float[] heldOutValues;
  private float[] sortedValues = {};
  private int heldOut;
  private boolean valuesSorted;
  private int[] history = {};
  private int historySize;
  private double pairsWon;
  private long pairs;

  /**
   * @param capacity the longest list that will be looked at
   */
  public UserRanking(int capacity) {
    items = new int[capacity];
    hitRanks = new int[capacity];
    hitValues = new float[capacity];
    heldOutValues = new float[16];
  }

  /**
   * A ranking written out by hand, of held-out items without values and a user without history.
   *
   * @param ranked different items, the best first; pairs are counted as if these were all
   * @param heldOut different items
   */
  public static UserRanking of(int[] ranked, int[] heldOut) {
    float[] ones = new float[heldOut.length];
    Arrays.fill(ones, 1f);
    return of(ranked, heldOut, ones, new int[0]);
  }

  /**
   * A ranking written out by hand.
   *
   * @param ranked different items, the best first; pairs are counted as if these were all
   * @param heldOut different items
   * @param values the values of the held-out items
   * @param history the user's fold-in items
   */
  public static UserRanking of(int[] ranked, int[] heldOut, float[] values, int[] history) {
    UserRanking ranking = new UserRanking(ranked.length);
    ranking.begin();
    for (float value : values) {
      ranking.addHeldOut(value);
    }
    for (int item : ranked) {
      int at = indexOf(heldOut, item);
      ranking.addRanked(item, at >= 0, at >= 0 ? values[at] : 0f);
    }
    for (int item : history) {
      ranking.addHistory(item);
    }
    double won = 0;
    for (int hit = 0; hit < ranking.hits; hit++) {
      int below = ranking.listed - ranking.hitRanks[hit];
      won += below - (ranking.hits - 1 - hit);
    }
    ranking.setPairs(won, (long) ranking.hits * (ranking.listed - ranking.hits));
    return ranking;
  }

  private static int indexOf(int[] numbers, int wanted) {
    for (int k = 0; k < numbers.length; k++) {
      if (numbers[k] == wanted) {
        return k;
      }
    }
    return -1;
  }

  /** Forgets the last user. */
  public void begin() {
    listed = 0;
    hits = 0;
    heldOut = 0;
    historySize = 0;
    valuesSorted = false;
    setPairs(0, 0);
  }

  /** Adds a held-out item, whether it is ranked or not. */
  public void addHeldOut(float value) {
    if (heldOut == heldOutValues.length) {
      heldOutValues = Arrays.copyOf(heldOutValues, 2 * heldOut);
    }
    heldOutValues[heldOut++] = value;
  }

  /** Adds the item of the next rank. */
  public void addRanked(int item, boolean isHeldOut, float value) {
    items[listed++] = item;
    if (isHeldOut) {
      hitRanks[hits] = listed;
      hitValues[hits++] = value;
    }
  }

  /** Adds an item of the history. */
  public void addHistory(int item) {
    if (historySize == history.length) {
      history = Arrays.copyOf(history, Math.max(64, 2 * historySize));
    }
    history[historySize++] = item;
  }

  public void setPairs(double won, long all) {
    pairsWon = won;
    pairs = all;
  }

  /** How many items of the ranking are known: the longest cut-off, or all there are. */
  public int listed() {
    return listed;
  }

  /** The item at a rank, {@code 1 <= rank <= listed()}. */
  public int item(int rank) {
    return items[rank - 1];
  }

  /** How many held-out items stand among the first {@code cutoff}. */
  public int hits(int cutoff) {
    int count = 0;
    while (count < hits && hitRanks[count] <= cutoff) {
      count++;
    }
    return count;
  }

  /** The rank of a hit; hits count from 0, in the order of ranks. */
  public int hitRank(int hit) {
    return hitRanks[hit];
  }

  /** The value (rating, count) of a hit; 1 where the data have no values. */
  public float hitValue(int hit) {
    return hitValues[hit];
  }

  /** How many different items were held out, {@code |T|}, ranked or not. */
  public int heldOut() {
    return heldOut;
  }

  /** A held-out item's value, the highest first: {@code 0 <= k < heldOut()}. */
  public float heldOutValue(int k) {
    if (!valuesSorted) {
      if (sortedValues.length < heldOut) {
        sortedValues = new float[heldOutValues.length];
      }
      System.arraycopy(heldOutValues, 0, sortedValues, 0, heldOut);
      Arrays.sort(sortedValues, 0, heldOut);
      valuesSorted = true;
    }
    return sortedValues[heldOut - 1 - k];
  }

  /**
   * A held-out item's value, in the order of the hold-out, oldest first: {@code 0 <= k <
   * heldOut()}.
   */
  public float heldOutValueAsGiven(int k) {
    return heldOutValues[k];
  }

  /** How many items the user's history has. */
  public int historySize() {
    return historySize;
  }

  /** An item of the history: {@code 0 <= k < historySize()}. */
  public int history(int k) {
    return history[k];
  }

  /** The pairs of a ranked held-out and another ranked item in the right order; a tie counts ½. */
  public double pairsWon() {
    return pairsWon;
  }

  /** All pairs of a ranked held-out and another ranked item. */
  public long pairs() {
    return pairs;
  }
}
