package org.refold.evaluate.metric;

/** A metric with one value for the lists of all users together. */
public sealed interface SystemMetric extends Metric permits Coverage, Gini {

  /**
   * The value.
   *
   * @param exposure how often each item stands in the lists, cut off at {@link #cutoff()}
   */
  double of(Exposure exposure);
}
