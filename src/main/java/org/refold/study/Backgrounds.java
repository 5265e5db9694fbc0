package org.refold.study;

import org.refold.data.Attributes;
import org.refold.data.Interactions;
import org.refold.data.sets.DataSet;
import org.refold.evaluate.Background;

/** What a data set knows that metrics beyond accuracy want to know. */
public final class Backgrounds {

  private static final String GENRES = "genres";

  private Backgrounds() {}

  /** The training data, with the genres of the items where the data set has them. */
  public static Background of(DataSet set, Interactions train) {
    Background background = Background.of(train);
    Attributes items = set.items().alignedWith(train.items());
    return items.column(GENRES).isPresent() ? background.withCategories(items, GENRES) : background;
  }
}
