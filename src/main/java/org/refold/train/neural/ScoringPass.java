package org.refold.train.neural;

import java.util.Optional;
import org.refold.data.Interactions;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.recommend.Model;

/**
 * A model whose scores are what one pass through a network gives, so that the pass can be traced:
 * {@link Tape#trace}.
 */
public interface ScoringPass extends Model {

  /**
   * Scores that do not come out of the pass.
   *
   * @param items those that have this score for everybody; a user without a history has it for all
   *     items
   * @param score the same for all of them
   */
  @SuppressWarnings("ArrayRecordComponent") // not compared, and made for loops
  record Unscored(boolean[] items, float score) {}

  /**
   * The scores of all items after the histories {@code from <= row < to}, those of {@link #score}
   * up to rounding, but for {@link #unscored}.
   *
   * @param tape has begun, for scoring
   * @param histories [users, items], with the items of {@link #items()}. Not modified.
   * @return {@code [to - from, items]}
   */
  Var scores(Tape tape, Interactions histories, int from, int to);

  /** What does not come out of the pass, if anything. */
  default Optional<Unscored> unscored() {
    return Optional.empty();
  }
}
