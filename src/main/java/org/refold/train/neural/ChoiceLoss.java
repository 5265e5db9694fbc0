package org.refold.train.neural;

import org.refold.nn.SparseRows;
import org.refold.nn.Var;
import org.refold.nn.op.Columns;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Losses;
import org.refold.train.batch.UserFeatures;

/** The loss of an attribute of users that is a choice. */
public final class ChoiceLoss {

  private ChoiceLoss() {}

  /**
   * Cross-entropy, a mean over the users whose choice is given; 0 without any.
   *
   * @param choices the logits of all choices, {@code [batch, choices of attributes]}
   * @param chosen {@code [batch, choices of this attribute]}, an empty row where it is not given
   */
  public static Var of(Var choices, SparseRows chosen, UserFeatures.Column column) {
    int given = 0;
    for (int row = 0; row < chosen.rows(); row++) {
      given += chosen.end(row) > chosen.start(row) ? 1 : 0;
    }
    Var logits = Columns.slice(choices, column.from(), column.to());
    double scale = (double) chosen.rows() / Math.max(1, given);
    return Elements.scale(scale, Losses.multinomial(logits, chosen));
  }
}
