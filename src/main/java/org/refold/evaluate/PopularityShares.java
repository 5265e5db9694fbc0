package org.refold.evaluate;

import java.util.Arrays;
import org.refold.data.Interactions;
import org.refold.settings.BadInputException;
import org.refold.settings.Tokens;

/**
 * Head, middle and tail of a catalogue. Items are put in order of their training interactions; the
 * head is the most popular items up to a share of all interactions, the tail the least popular ones
 * beyond another, the middle what lies between. Items with as many interactions as each other are
 * on the same side, so the parts do not depend on how items are numbered: an item is in the head
 * where the items <em>more</em> popular than it have less than {@code headShare} of all
 * interactions, and in the tail where they have {@code 1 - tailShare} or more. Items that no user
 * has in training are in the tail.
 *
 * @param headShare of the interactions, in (0, 1)
 * @param tailShare of the interactions, in (0, 1), together with {@code headShare} at most 1
 */
public record PopularityShares(double headShare, double tailShare) {

  /** A fifth each, as in Abdollahpouri et al. (2020). */
  public static final PopularityShares STANDARD = new PopularityShares(0.2, 0.2);

  /** A part of the catalogue. */
  public enum Part {
    /** The most popular items. */
    HEAD,
    /** What lies between. */
    MIDDLE,
    /** The least popular items. */
    TAIL;

    /** The name for a person. */
    public String label() {
      return Tokens.of(this);
    }
  }

  /** Checks the shares. */
  public PopularityShares {
    if (!(headShare > 0 && tailShare > 0 && headShare + tailShare <= 1)) {
      throw new BadInputException(
          "head and tail have the shares %s and %s of all interactions; both must be more than 0 and"
                  .formatted(headShare, tailShare)
              + " together at most 1, as in 0.2 and 0.2");
    }
  }

  /**
   * The part of each item.
   *
   * @param train training data; an item that a user has twice counts twice
   * @return {@code [items]}
   * @throws BadInputException if there is no interaction
   */
  public Part[] of(Interactions train) {
    if (train.isEmpty()) {
      throw new BadInputException("items have no popularity: the training data are empty");
    }
    int[] counts = train.itemCounts();
    int[] ascending = counts.clone();
    Arrays.sort(ascending);
    Part[] parts = new Part[counts.length];
    double[] above = new double[ascending[ascending.length - 1] + 1];
    double sum = 0;
    for (int k = ascending.length - 1; k >= 0; k--) {
      boolean first = k == ascending.length - 1 || ascending[k + 1] != ascending[k];
      if (first) {
        above[ascending[k]] = sum / train.size();
      }
      sum += ascending[k];
    }
    for (int item = 0; item < parts.length; item++) {
      parts[item] = part(above[counts[item]]);
    }
    return parts;
  }

  private Part part(double above) {
    if (above < headShare) {
      return Part.HEAD;
    }
    return above >= 1 - tailShare ? Part.TAIL : Part.MIDDLE;
  }
}
