package org.refold.study.run;

import org.refold.data.Interactions;
import org.refold.data.sets.DataSet;
import org.refold.evaluate.metric.MetricContext;

/** What a data set knows that metrics beyond accuracy want to know. */
public final class MetricContexts {

  private MetricContexts() {}

  /** The training data, with the genres of the items where the data set has them. */
  public static MetricContext of(DataSet set, Interactions train) {
    return MetricContext.of(train, set.side());
  }
}
