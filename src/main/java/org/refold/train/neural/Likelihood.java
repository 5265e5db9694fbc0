package org.refold.train.neural;

import org.refold.nn.DenseLoss;
import org.refold.nn.SparseRows;
import org.refold.nn.Var;
import org.refold.nn.op.Elements;
import org.refold.nn.op.EntryLosses;
import org.refold.nn.op.Losses;

/**
 * How likely a history x is under the outputs f of a decoder (Liang et al. 2018, section 2.2 and
 * table 4). Each is summed over all items, zeros included, and averaged over users; constants are
 * left out.
 */
public enum Likelihood {
  /** {@code sum x log softmax(f)}: items compete for a budget of probability (equation 2). */
  MULTINOMIAL(DenseLoss.MULTINOMIAL),
  /** {@code -sum (x - f)^2 / 2}: equation 3 with all confidences 1. */
  GAUSSIAN(DenseLoss.GAUSSIAN),
  /** {@code sum x log s(f) + (1 - x) log(1 - s(f))} with the logistic function s (equation 4). */
  LOGISTIC(DenseLoss.LOGISTIC);

  private final DenseLoss loss;

  Likelihood(DenseLoss loss) {
    this.loss = loss;
  }

  /**
   * The negative logarithm of the likelihood.
   *
   * @param outputs {@code [batch, items]}; not to be read afterwards when training
   * @param histories {@code [batch, items]}
   * @return {@code [1, 1]}
   */
  public Var negativeLog(Var outputs, SparseRows histories) {
    return Losses.dense(loss, outputs, histories);
  }

  /**
   * The negative logarithm at chosen entries, as sum over them and mean over users.
   *
   * @param outputs {@code [1, targets.size()]}
   * @param targets {@code [batch, items]}
   * @return {@code [1, 1]}
   * @throws IllegalStateException for the multinomial, which is of all items together
   */
  public Var negativeLogOfEntries(Var outputs, SparseRows targets) {
    EntryLosses.Reduction mean = EntryLosses.Reduction.MEAN_OVER_ROWS;
    return switch (this) {
      case MULTINOMIAL -> throw new IllegalStateException("the multinomial is of all items");
      case GAUSSIAN -> Elements.scale(0.5, EntryLosses.squaredError(outputs, targets, mean));
      case LOGISTIC -> EntryLosses.crossEntropy(outputs, targets, mean);
    };
  }
}
