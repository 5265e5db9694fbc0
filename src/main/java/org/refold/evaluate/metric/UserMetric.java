package org.refold.evaluate.metric;

/**
 * A metric with one value a user; its result is their mean. Can be implemented outside this
 * library, for a metric of one's own.
 */
public non-sealed interface UserMetric extends Metric {

  /** Computes the metric for one user after the other; used by one thread. */
  @FunctionalInterface
  interface Measure {

    /**
     * The value for one user.
     *
     * @param ranking what was ranked for the user; changes once this method has returned
     * @return the value, never infinite; NaN only of a metric that says in {@link #leftOut} for
     *     which users it is not defined, who are then left out
     */
    double of(UserRanking ranking);
  }

  /**
   * Prepares the metric; each thread asks for a measure of its own.
   *
   * @param background what is known beyond the user: training data, categories of items
   * @throws org.refold.settings.BadInputException if the background lacks what the metric needs
   */
  Measure measure(MetricContext background);

  /** Whether it reads {@link UserRanking#pairs}, which are not counted otherwise. */
  default boolean readsPairs() {
    return false;
  }

  /**
   * The value for one user, for a metric that needs no background.
   *
   * @throws org.refold.settings.BadInputException if the metric needs a background
   */
  default double of(UserRanking ranking) {
    return measure(MetricContext.none()).of(ranking);
  }
}
