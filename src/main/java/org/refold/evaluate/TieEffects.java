package org.refold.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How far the order of equal scores moves figures: for the users who have equal scores at the top,
 * what metrics gain where held-out items come first among equals, and lose where they come last.
 * Not for several threads; those of threads are combined.
 */
final class TieEffects {

  /** Less than this is not told: the third digit stays. */
  private static final double THIRD_DIGIT = 0.0005;

  private final double[] least;
  private final double[] most;

  /**
   * @param metrics how many metrics are measured
   */
  TieEffects(int metrics) {
    least = new double[metrics];
    most = new double[metrics];
  }

  /**
   * Adds a user, or one question of several about a user.
   *
   * @param metric which of the metrics
   * @param weight the share of the question in the user's value
   * @param value the user's value, NaN where there is none
   * @param first the value where held-out items come first among equals
   * @param last the value where they come last
   */
  void add(int metric, double weight, double value, double first, double last) {
    if (!Double.isNaN(value)) {
      least[metric] += weight * (Math.min(first, last) - value);
      most[metric] += weight * (Math.max(first, last) - value);
    }
  }

  void combine(TieEffects other) {
    for (int metric = 0; metric < least.length; metric++) {
      least[metric] += other.least[metric];
      most[metric] += other.most[metric];
    }
  }

  /**
   * A line for each metric whose figure can be another one in the third digit.
   *
   * @param results the figures, one for each of the metrics
   */
  List<String> notes(List<MetricResult> results) {
    return IntStream.range(0, least.length)
        .filter(m -> (most[m] - least[m]) / results.get(m).users() >= THIRD_DIGIT)
        .mapToObj(m -> note(results.get(m), least[m], most[m]))
        .toList();
  }

  private static String note(MetricResult result, double least, double most) {
    return String.format(
        Locale.ROOT,
        "%s hangs on the order of equal scores: %.4f in that of the data, between %.4f and %.4f in"
            + " others (ties=pessimistic, ties=optimistic)",
        result.metric().name(),
        result.mean(),
        result.mean() + least / result.users(),
        result.mean() + most / result.users());
  }
}
