package org.refold.train;

import java.util.LinkedHashMap;
import java.util.Map;

/** Means of an epoch over its examples: of the loss, and of whatever the network notes. */
final class Means {

  private static final class Mean {
    double sum;
    double weight;
    long lastStep = -1;

    double value() {
      return sum / weight;
    }
  }

  private final Mean loss = new Mean();
  private final Map<String, Mean> notes = new LinkedHashMap<>();

  /** Counts a figure once a step: a second one in the same step is passed over. */
  void note(String name, double value, int examples, long step) {
    count(notes.computeIfAbsent(name, any -> new Mean()), value, examples, step);
  }

  void loss(double value, int examples, long step) {
    count(loss, value, examples, step);
  }

  private static void count(Mean mean, double value, int examples, long step) {
    if (mean.lastStep != step) {
      mean.sum += value * examples;
      mean.weight += examples;
      mean.lastStep = step;
    }
  }

  double loss() {
    return loss.value();
  }

  /** The means by name, in the order in which they were first noted. */
  Map<String, Double> notes() {
    Map<String, Double> values = new LinkedHashMap<>();
    notes.forEach(
        (name, mean) -> {
          if (mean.weight > 0) {
            values.put(name, mean.value());
          }
        });
    return values;
  }

  void clear() {
    clear(loss);
    notes.values().forEach(Means::clear);
  }

  private static void clear(Mean mean) {
    mean.sum = 0;
    mean.weight = 0;
  }
}
