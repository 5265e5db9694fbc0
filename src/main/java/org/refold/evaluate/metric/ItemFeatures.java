package org.refold.evaluate.metric;

import org.refold.data.AttributeColumn;

/**
 * For each item a set of features (its users, its categories): {@code [items, width]} in compressed
 * sparse rows. Immutable.
 */
final class ItemFeatures {

  private final int[] starts;
  private final int[] features;
  private final int width;

  /** Takes the arrays as they are. */
  ItemFeatures(int[] starts, int[] features, int width) {
    this.starts = starts;
    this.features = features;
    this.width = width;
  }

  /** The categories of each item. */
  static ItemFeatures of(AttributeColumn.Categories categories) {
    int[] starts = new int[categories.size() + 1];
    for (int item = 0; item < categories.size(); item++) {
      starts[item + 1] = starts[item] + categories.of(item).length;
    }
    int[] features = new int[starts[categories.size()]];
    for (int item = 0; item < categories.size(); item++) {
      int[] own = categories.of(item);
      System.arraycopy(own, 0, features, starts[item], own.length);
    }
    return new ItemFeatures(starts, features, categories.labels().size());
  }

  int items() {
    return starts.length - 1;
  }

  /** How many features there are. */
  int width() {
    return width;
  }

  int start(int item) {
    return starts[item];
  }

  int end(int item) {
    return starts[item + 1];
  }

  int count(int item) {
    return starts[item + 1] - starts[item];
  }

  int feature(int position) {
    return features[position];
  }
}
