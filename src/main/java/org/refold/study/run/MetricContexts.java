package org.refold.study.run;

import org.refold.data.Attributes;
import org.refold.data.Interactions;
import org.refold.data.sets.DataSet;
import org.refold.evaluate.metric.MetricContext;

/** What a data set knows that metrics beyond accuracy want to know. */
public final class MetricContexts {

  private static final String GENRES = "genres";

  private MetricContexts() {}

  /** The training data, with the genres of the items where the data set has them. */
  public static MetricContext of(DataSet set, Interactions train) {
    MetricContext background = MetricContext.of(train);
    Attributes items = set.items().alignedWith(train.items());
    return items.column(GENRES).isPresent() ? background.withCategories(items, GENRES) : background;
  }
}
