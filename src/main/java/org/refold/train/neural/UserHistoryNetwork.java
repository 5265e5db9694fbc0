package org.refold.train.neural;

import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.Embedding;
import org.refold.nn.layer.Readout;
import org.refold.train.Step;
import org.refold.train.batch.Histories;

/** The equations of an autoencoder with a vector of its own for each user of the training data. */
public interface UserHistoryNetwork {

  /**
   * The loss of a batch.
   *
   * @return {@code [1, 1]}, a mean over users
   */
  Var loss(Step<Histories.Batch> step);

  /**
   * The codes of histories of users whose vectors are given.
   *
   * @param histories {@code [batch, items]}
   * @param users {@code [batch, units of a user]}
   * @return {@code [batch, latent]}
   */
  Var encode(Tape tape, SparseRows histories, Var users);

  /** The vectors of the users of the training data. */
  Embedding users();

  /** From codes to scores. */
  Readout items();
}
