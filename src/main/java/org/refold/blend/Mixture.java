package org.refold.blend;

import org.refold.recommend.ModelWriter;

/** What becomes of the numbers that a blend has of each item of a user: one score. */
interface Mixture extends AutoCloseable {

  /**
   * Scores the items of one user.
   *
   * @param columns {@code [columns][items]}, see {@link ScoreColumns}. Not modified.
   * @param scores receives the scores of the user. Modified.
   * @param offset where these begin
   */
  void mix(float[][] columns, float[] scores, int offset);

  /** What each column weighs; none where there are no weights. */
  float[] weights();

  /** Hands itself to a model file. */
  void save(ModelWriter file);

  @Override
  default void close() {}
}
