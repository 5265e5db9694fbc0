package org.refold.train.neural;

import org.refold.nn.Tape;
import org.refold.nn.Var;

/**
 * The equations of a network that scores pairs of a user and an item, each of whom has vectors of
 * their own. What its first layer makes of one side alone is a half, which is computed once for all
 * pairs of that user or item.
 */
public interface PairNetwork {

  /** The numbers that a user has alone, those that are found for a new one. */
  int latent();

  /**
   * The users' own numbers.
   *
   * @param users of the training data; may repeat
   * @return {@code [users, latent]}
   */
  Var own(Tape tape, int[] users);

  /**
   * The halves of users.
   *
   * @param own {@code [batch, latent]}
   * @return {@code [batch, any]}
   */
  Var userHalves(Var own);

  /**
   * The halves of items.
   *
   * @param items of the training data; may repeat
   * @return {@code [items, any]}
   */
  Var itemHalves(Tape tape, int[] items);

  /**
   * The scores of pairs, such as logits.
   *
   * @param userHalves {@code [batch, any]}
   * @param itemHalves {@code [batch, any]}
   * @return {@code [batch, 1]}
   */
  Var scores(Var userHalves, Var itemHalves);

  /** The scores of pairs: {@code [users.length, 1]}. */
  default Var scores(Tape tape, int[] users, int[] items) {
    return scores(userHalves(own(tape, users)), itemHalves(tape, items));
  }
}
