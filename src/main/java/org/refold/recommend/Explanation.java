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
    LEAVE_ONE_OUT,
    /**
     * What each item of the history adds on the way from no history to this one; together they are
     * the difference between the two scores.
     */
    INTEGRATED_GRADIENTS
  }

  /**
   * The share of one item of the history.
   *
   * @param item its raw id
   * @param amount in the unit of scores; less than 0 where it speaks against the item
   */
  public record Part(String item, float amount) {}

  /**
   * What share of all that speaks for the item a part is: its amount over the sum of all amounts
   * above 0.
   *
   * @return in (0, 1] for a part above 0; not above 0 for others; 0 where nothing speaks for it
   */
  public double share(Part part) {
    double sum = parts.stream().mapToDouble(each -> Math.max(0, each.amount())).sum();
    return sum == 0 ? 0 : part.amount() / sum;
  }

  /** Sorts the parts. */
  public Explanation {
    parts = parts.stream().sorted(Comparator.comparing(Part::amount).reversed()).toList();
  }
}
