package org.refold.recommend;

import org.refold.data.Vocabulary;

/** A model that scores the users it was trained on. */
public interface KnownUsers extends Model {

  /** The users that the model knows. */
  Vocabulary users();

  /**
   * Scores every item for some users of the training data.
   *
   * @param known indices into {@link #users()}; not modified
   * @param scores {@code [known.length, items]}, row by row; higher is better. Modified.
   */
  void scoreKnown(int[] known, float[] scores);
}
