package org.refold.recommend;

/** A recommender that can be fitted on counts of pairs of items, without the histories. */
public interface CountedRecommender extends Recommender {

  /**
   * Fits. The model is that of {@link #fit(org.refold.data.Interactions, Fitting)} on the data that
   * were counted, to the bit where items come in the same order.
   *
   * @param counts of the training data
   * @throws org.refold.settings.BadInputException if these settings need more than counts, or the
   *     memory is not there
   */
  Fitted<? extends Model> fit(CoCounts counts, Fitting fitting);
}
