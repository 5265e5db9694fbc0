package org.refold.train.batch;

import org.refold.recommend.ContentRecommender;

/** A recommender with a setting that says whose attributes it learns from. */
public interface SideRecommender extends ContentRecommender {

  /** Whose attributes it learns from. */
  SideFeatures.Use side();

  @Override
  default boolean readsItemAttributes() {
    return side().isOfItems();
  }
}
