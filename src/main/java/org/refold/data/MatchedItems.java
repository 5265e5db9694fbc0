package org.refold.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Which items of one data set are items of another, whatever ids they have: those of equal titles
 * and years, or else of equal titles where a single one is a year earlier or later. Case, accents,
 * punctuation and a moved article, {@code "Matrix, The"}, make no difference. Without a title an
 * item has nothing but its id, which means nothing elsewhere: it is not matched. Immutable.
 */
public final class MatchedItems {

  private static final int NONE = -1;

  private final Vocabulary source;
  private final Vocabulary target;
  private final int[] sourceOf;

  private MatchedItems(Vocabulary source, Vocabulary target, int[] sourceOf) {
    this.source = source;
    this.target = target;
    this.sourceOf = sourceOf;
  }

  /**
   * Looks for each item of a target among those of a source. Of several alike the first is taken.
   *
   * @param source titles, and years where they are known, of the items of a model
   * @param target those of the items that are to be trained
   */
  public static MatchedItems byTitle(Attributes source, Attributes target) {
    Map<String, List<Integer>> byTitle = new HashMap<>();
    for (int item = 0; item < source.vocabulary().size(); item++) {
      if (source.isTitled(item)) {
        byTitle
            .computeIfAbsent(TitleKey.of(source.title(item)), title -> new ArrayList<>())
            .add(item);
      }
    }
    int[] sourceOf = new int[target.vocabulary().size()];
    for (int item = 0; item < sourceOf.length; item++) {
      List<Integer> alike =
          target.isTitled(item)
              ? byTitle.getOrDefault(TitleKey.of(target.title(item)), List.of())
              : List.of();
      sourceOf[item] = best(source, alike, target.year(item));
    }
    return new MatchedItems(source.vocabulary(), target.vocabulary(), sourceOf);
  }

  private static int best(Attributes source, List<Integer> alike, OptionalInt year) {
    for (int item : alike) {
      if (source.year(item).equals(year)) {
        return item;
      }
    }
    List<Integer> near =
        alike.stream().filter(item -> distance(source.year(item), year) <= 1).toList();
    return near.size() == 1 ? near.get(0) : NONE;
  }

  private static int distance(OptionalInt a, OptionalInt b) {
    return a.isPresent() && b.isPresent()
        ? Math.abs(a.getAsInt() - b.getAsInt())
        : Integer.MAX_VALUE;
  }

  /** The items that others are looked for among. */
  public Vocabulary source() {
    return source;
  }

  /** The items that were looked for. */
  public Vocabulary target() {
    return target;
  }

  /** The index in the source of an item of the target, if it has one there. */
  public OptionalInt sourceOf(int item) {
    return sourceOf[item] == NONE ? OptionalInt.empty() : OptionalInt.of(sourceOf[item]);
  }

  /** How many items of the target were found. */
  public int count() {
    int count = 0;
    for (int item : sourceOf) {
      count += item == NONE ? 0 : 1;
    }
    return count;
  }

  /** Such as {@code 1,591 of 1,682 items are among 3,706 others (94.6 %)}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d of %,d items are among %,d others (%.1f %%)",
        count(),
        target.size(),
        source.size(),
        100.0 * count() / Math.max(1, target.size()));
  }
}
