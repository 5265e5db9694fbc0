package org.refold.recommend;

import java.util.Comparator;
import java.util.List;

/**
 * Why an item has the score that it has for a history.
 *
 * @param item the raw id of the item
 * @param score its score
 * @param method what the parts are
 * @param parts by item of the history, the largest first
 */
public record Explanation(String item, float score, Method method, List<Part> parts) {

  /** What the parts of an explanation are. */
  public enum Method {
    /** What each item of the history adds to the score; together they are the score. */
    EXACT,
    /** How much the score falls when an item of the history is left out; no sum is promised. */
    LEAVE_ONE_OUT
  }

  /**
   * The share of one item of the history.
   *
   * @param item its raw id
   * @param amount in the unit of scores; less than 0 where it speaks against the item
   */
  public record Part(String item, float amount) {}

  /** Sorts the parts. */
  public Explanation {
    parts = parts.stream().sorted(Comparator.comparing(Part::amount).reversed()).toList();
  }
}
