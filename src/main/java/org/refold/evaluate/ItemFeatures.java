package org.refold.evaluate;

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
