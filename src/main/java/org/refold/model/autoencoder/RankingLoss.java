package org.refold.model.autoencoder;

import org.refold.kernel.Activation;
import org.refold.nn.Var;
import org.refold.nn.op.Elements;
import org.refold.nn.op.EntryLosses;
import org.refold.nn.op.RankingLosses;
import org.refold.nn.op.Sums;

/** How far an item of a history is from being ahead of one that is not in it. */
public enum RankingLoss {
  /** {@code -log sigmoid(s - t)}. */
  LOGISTIC,
  /** {@code max(0, 1 - (s - t))}. */
  HINGE;

  /**
   * The mean over pairs.
   *
   * @param scores s of the items of histories, {@code [pairs, 1]}
   * @param others t of those that are not in them, {@code [pairs, 1]}
   */
  Var mean(Var scores, Var others) {
    return this == LOGISTIC
        ? RankingLosses.bpr(scores, others, EntryLosses.Reduction.MEAN_OVER_ROWS)
        : Sums.mean(
            Elements.activate(
                Elements.shift(Elements.subtract(others, scores), 1), Activation.RELU));
  }
}
