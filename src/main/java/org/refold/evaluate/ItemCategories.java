package org.refold.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.refold.data.Vocabulary;

/**
 * For each item the categories (genres, tags) that it belongs to, any number of them. Immutable.
 */
public final class ItemCategories {

  private final Vocabulary items;
  private final Vocabulary categories;
  private final ItemFeatures features;

  private ItemCategories(Vocabulary items, Vocabulary categories, ItemFeatures features) {
    this.items = items;
    this.categories = categories;
    this.features = features;
  }

  /**
   * @param items the items
   * @param categoriesOf from the raw id of an item to its categories; empty where none are known
   */
  public static ItemCategories of(
      Vocabulary items, Function<String, ? extends Collection<String>> categoriesOf) {
    Map<String, Integer> indices = new LinkedHashMap<>();
    int[] starts = new int[items.size() + 1];
    int[] at = new int[items.size()];
    for (int item = 0; item < items.size(); item++) {
      int n = starts[item];
      for (String category : new LinkedHashSet<>(categoriesOf.apply(items.id(item)))) {
        at = n == at.length ? Arrays.copyOf(at, Math.max(16, 2 * n)) : at;
        at[n++] = indices.computeIfAbsent(category, unseen -> indices.size());
      }
      starts[item + 1] = n;
    }
    ItemFeatures features = new ItemFeatures(starts, at, indices.size());
    return new ItemCategories(items, Vocabulary.of(indices.keySet()), features);
  }

  /** The items that categories are known for. */
  public Vocabulary items() {
    return items;
  }

  /** The categories, in the order of their first appearance. */
  public Vocabulary categories() {
    return categories;
  }

  /** The same over other items; those that are not known here have no category. */
  ItemCategories over(Vocabulary others) {
    return of(
        others,
        id -> {
          int item = items.indexOf(id);
          return item < 0 ? List.of() : categoriesOf(item);
        });
  }

  private List<String> categoriesOf(int item) {
    List<String> names = new ArrayList<>();
    for (int p = features.start(item); p < features.end(item); p++) {
      names.add(categories.id(features.feature(p)));
    }
    return names;
  }

  ItemFeatures features() {
    return features;
  }
}
