package org.refold.model.autoencoder;

import org.refold.kernel.Activation;
import org.refold.nn.DenseLoss;
import org.refold.nn.SparseRows;
import org.refold.nn.Var;
import org.refold.nn.op.Elements;
import org.refold.nn.op.EntryLosses;
import org.refold.nn.op.Losses;

/** The loss of one output at a target of 0 or 1; summed over items, mean over users. */
public enum PointwiseLoss {
  /** {@code (y - f)^2 / 2}. */
  SQUARE,
  /** {@code -y log f - (1 - y) log(1 - f)}; f must be the logistic function of something. */
  LOGISTIC;

  /**
   * Over chosen entries.
   *
   * @param inputs {@code [1, targets.size()]}, before the output mapping
   * @param mapping of the output
   * @param targets {@code [batch, items]}
   */
  Var overEntries(Var inputs, Activation mapping, SparseRows targets) {
    EntryLosses.Reduction reduction = EntryLosses.Reduction.MEAN_OVER_ROWS;
    if (this == LOGISTIC) {
      return EntryLosses.crossEntropy(inputs, targets, reduction);
    }
    Var outputs = Elements.activate(inputs, mapping);
    return Elements.scale(0.5, EntryLosses.squaredError(outputs, targets, reduction));
  }

  /**
   * Over all entries.
   *
   * @param inputs {@code [batch, items]}, before the output mapping
   * @param mapping of the output
   * @param targets {@code [batch, items]}, zero where nothing is stored
   */
  Var overAll(Var inputs, Activation mapping, SparseRows targets) {
    return this == LOGISTIC
        ? Losses.dense(DenseLoss.LOGISTIC, inputs, targets)
        : Losses.dense(DenseLoss.GAUSSIAN, Elements.activate(inputs, mapping), targets);
  }
}
