package org.refold.train.neural;

import org.refold.nn.Parameter;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;

/** A network whose scores are smooth in its input: histories divided by their lengths. */
public interface DifferentiableInput extends HistoryNetwork {

  /**
   * The codes of input.
   *
   * @param input {@code [batch, items]}, divided by the length already; any numbers
   * @return {@code [batch, latent]}
   */
  Var codes(Tape tape, SparseRows input);

  /** The weights {@code [items, units]} by which alone the input enters. */
  Parameter inputWeights();
}
