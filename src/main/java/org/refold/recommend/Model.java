package org.refold.recommend;

import java.util.Arrays;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;

/**
 * A fitted model. What it can do is told by the further types it implements: {@link FoldIn}, {@link
 * KnownUsers}, {@link RatingPredictor}, {@link UserVectors}, {@link ItemVectors}. Models do not
 * change and may be asked by several threads, until they are closed.
 */
public interface Model extends AutoCloseable {

  /** The system that was fitted, with its hyper-parameters. */
  Recommender recommender();

  /** The items that the model knows; scores are in their order. */
  Vocabulary items();

  /**
   * Scores every item for some histories. Users go by their raw ids: a model that learned something
   * of a user of its training data uses it.
   *
   * @param histories [users, items], with the items of {@link #items()}. Not modified.
   * @param from the first row to score
   * @param to the row after the last
   * @param scores {@code [to - from, items]}, row by row; higher is better; items of the history
   *     are scored like all others. Modified.
   * @throws org.refold.settings.BadInputException if the histories are over other items, or a user
   *     is unknown to a model that does not fold in
   */
  void score(Interactions histories, int from, int to, float[] scores);

  /**
   * Scores given pairs, without scoring the whole catalogue where the model allows it.
   *
   * @param histories what each user has interacted with, row by row like {@code pairs}. Not
   *     modified.
   * @param pairs the users and items to score; values are not looked at. Not modified.
   * @param scores {@code [pairs.size()]}, by position; those of {@link #score}, up to rounding.
   *     Modified.
   */
  default void scorePairs(Interactions histories, Interactions pairs, float[] scores) {
    float[] all = new float[items().size()];
    for (int user = 0; user < pairs.userCount(); user++) {
      if (pairs.count(user) > 0) {
        score(histories, user, user + 1, all);
        for (int p = pairs.start(user); p < pairs.end(user); p++) {
          scores[p] = all[pairs.item(p)];
        }
      }
    }
  }

  /**
   * Hands everything to a model file that {@link Recommender#load} needs, beside items and
   * hyper-parameters.
   */
  void save(ModelWriter file);

  /**
   * Frees memory outside the heap; the model cannot be used any more. Closing again does nothing.
   */
  @Override
  default void close() {}

  /** The scores of one history, in a fresh array {@code [items]}. */
  default float[] scores(Interactions histories, int row) {
    float[] scores = new float[items().size()];
    Arrays.fill(scores, Float.NaN);
    score(histories, row, row + 1, scores);
    return scores;
  }
}
