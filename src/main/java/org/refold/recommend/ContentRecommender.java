package org.refold.recommend;

/**
 * A recommender that may learn from attributes of items, so that its models score items without any
 * interaction in the training data. To all other recommenders such items are all the same.
 */
public interface ContentRecommender extends Recommender {

  /** Whether it does with these hyper-parameters. */
  boolean readsItemAttributes();

  /** Whether models of a recommender tell items without interactions apart. */
  static boolean tellsNewItemsApart(Recommender recommender) {
    return recommender instanceof ContentRecommender content && content.readsItemAttributes();
  }
}
