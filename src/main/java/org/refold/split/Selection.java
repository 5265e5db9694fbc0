package org.refold.split;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Locale;
import org.refold.data.Interactions;
import org.refold.settings.BadInputException;
import org.refold.settings.Check;
import org.refold.settings.Options;
import org.refold.settings.Spec;
import org.refold.split.audit.Origin;

/**
 * Which interactions take part in a split, and in which order where times do not tell: first those
 * of at least some value, then those of items with enough users, then those of users with enough
 * (and not too many) items. Each rule looks once at what the one before it left, in the order of
 * the Mult-VAE paper's public code; there is no iteration to a k-core.
 *
 * @param threshold the lowest value that counts as positive; negative infinity for all. Data
 *     without values are all positive
 * @param minItems the fewest interactions of a user
 * @param minUsers the fewest interactions of an item
 * @param maxItems the most interactions of a user
 * @param sameTime the order of what a user did at one time
 */
@RecordBuilder
public record Selection(
    double threshold, int minItems, int minUsers, int maxItems, SameTime sameTime)
    implements SelectionBuilder.With {

  /** Everything. */
  public static final Selection ALL =
      new Selection(Double.NEGATIVE_INFINITY, 0, 0, Integer.MAX_VALUE, SameTime.LINES);

  private static final String ANY = "all";

  /**
   * @throws BadInputException if a number is negative, or no user can meet both bounds
   */
  public Selection {
    if (Double.isNaN(threshold)) {
      throw new BadInputException("threshold is not a number; give one such as 4, or 'all'");
    }
    Check.atLeast(0, "minItems", minItems);
    Check.atLeast(0, "minUsers", minUsers);
    Check.atLeast(Math.max(1, minItems), "maxItems", maxItems);
  }

  /** Reads the five options, where they are given. */
  public static Selection read(Options options, Selection fallback) {
    double threshold = fallback.threshold();
    if (options.has("threshold")) {
      boolean all = options.text("threshold", ANY).equals(ANY);
      threshold = all ? Double.NEGATIVE_INFINITY : options.number("threshold", 0);
    }
    int maxItems = fallback.maxItems();
    if (options.has("maxItems")) {
      boolean all = options.text("maxItems", ANY).equals(ANY);
      maxItems = all ? Integer.MAX_VALUE : options.count("maxItems", 0);
    }
    return new Selection(
        threshold,
        options.count("minItems", fallback.minItems()),
        options.count("minUsers", fallback.minUsers()),
        maxItems,
        options.choice("sameTime", fallback.sameTime()));
  }

  /** Writes the options. */
  public Spec writeTo(Spec spec) {
    boolean all = threshold == Double.NEGATIVE_INFINITY;
    spec.with("threshold", all ? ANY : Spec.number(threshold));
    spec.with("minItems", minItems).with("minUsers", minUsers);
    spec.with("maxItems", maxItems == Integer.MAX_VALUE ? ANY : Integer.toString(maxItems));
    // older texts, which stand in results, do not have it
    return sameTime == SameTime.LINES ? spec : spec.with("sameTime", sameTime);
  }

  /**
   * What the rules leave of some data; where they leave everything, the data themselves.
   *
   * @param source not modified
   * @throws BadInputException if they leave nothing, or there are no times to be random about
   */
  public Selected of(Interactions source) {
    if (source.isEmpty()) {
      throw new BadInputException("the data have no interaction, so there is nothing to split");
    }
    if (sameTime == SameTime.RANDOM && !source.hasTimes()) {
      throw new BadInputException(
          "sameTime=random puts in random order what a user did at one time, but the data have no"
              + " times; leave it out");
    }
    Interactions data = sameTime.of(source);
    Selected selected = new Selected(data, Origin.of(data));
    if (threshold != Double.NEGATIVE_INFINITY) {
      selected =
          data.hasValues()
              ? selected.keep(
                  "value below " + Spec.number(threshold), p -> data.value(p) >= lowest())
              : selected.noting(
                  "selection.threshold",
                  "the data have no values, so the threshold of %s leaves all of them"
                      .formatted(Spec.number(threshold)));
    }
    if (minUsers > 1) {
      Interactions rows = selected.data();
      int[] counts = rows.itemCounts();
      String why = String.format(Locale.ROOT, "items with fewer than %d users", minUsers);
      selected = selected.keep(why, p -> counts[rows.item(p)] >= minUsers);
    }
    if (minItems > 1) {
      String why = String.format(Locale.ROOT, "users with fewer than %d items", minItems);
      selected = selected.keepUsers(why, count -> count >= minItems);
    }
    if (maxItems != Integer.MAX_VALUE) {
      String why = String.format(Locale.ROOT, "users with more than %d items", maxItems);
      selected = selected.keepUsers(why, count -> count <= maxItems);
    }
    if (selected.data().isEmpty()) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "nothing is left of %d interactions of %d users after %s; %s",
              data.size(),
              data.userCount(),
              writeTo(new Spec("selection")),
              remedy(data)));
    }
    return selected;
  }

  /** The threshold as values have it: a value of 3.3 is the float next to 3.3, and not below it. */
  private float lowest() {
    return (float) threshold;
  }

  private String remedy(Interactions data) {
    if (!data.hasValues()) {
      return minItems > 0 || minUsers > 0
          ? String.format(
              Locale.ROOT,
              "the data have no values, so it is minItems=%d and minUsers=%d that leave nothing:"
                  + " lower them",
              minItems,
              minUsers)
          : "loosen the filters";
    }
    float largest = Float.NEGATIVE_INFINITY;
    for (int p = 0; p < data.size(); p++) {
      largest = Math.max(largest, data.value(p));
    }
    return lowest() > largest
        ? "the largest value is %s: lower the threshold".formatted(Spec.number(largest))
        : "loosen the filters";
  }
}
