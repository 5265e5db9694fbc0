package org.refold.tribuo;

import org.tribuo.impl.ArrayExample;
import org.tribuo.regression.Regressor;

/**
 * A pair of a user and an item as an example. It can become another pair: a catalogue is scored
 * with some such examples instead of one for each score.
 */
final class PairExample extends ArrayExample<Regressor> {

  private static final long serialVersionUID = 1L;

  /** Of no pair yet, with a rating that is not known. */
  PairExample() {
    this(new Regressor(RatingDatasets.RATING, Double.NaN));
  }

  /** Of no pair yet, with a rating. */
  PairExample(Regressor rating) {
    super(rating, 1f, 0);
  }

  /**
   * Becomes a pair.
   *
   * @param item its features come first, as their names do
   * @param user the features of the user
   */
  PairExample set(Features item, Features user) {
    size = item.size() + user.size();
    if (featureNames.length != size) {
      featureNames = new String[size];
      featureValues = new double[size];
    }
    System.arraycopy(item.names, 0, featureNames, 0, item.size());
    System.arraycopy(user.names, 0, featureNames, item.size(), user.size());
    System.arraycopy(item.values, 0, featureValues, 0, item.size());
    System.arraycopy(user.values, 0, featureValues, item.size(), user.size());
    return this;
  }
}
