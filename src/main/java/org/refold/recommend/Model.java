package org.refold.recommend;

import org.refold.data.Vocabulary;

/**
 * A fitted model. What it can do is told by the further types it implements: {@link FoldIn}, {@link
 * KnownUsers}, {@link RatingPredictor}, {@link ItemVectors}. Models are immutable and may be asked
 * by several threads.
 */
public interface Model {

  /** The items that the model knows; scores are in their order. */
  Vocabulary items();
}
