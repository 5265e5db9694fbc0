package org.refold.train.neural;

import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.Readout;
import org.refold.train.Step;

/** The equations of an autoencoder of rows of ratings, those of users or those of items. */
public interface RatingNetwork {

  /**
   * The loss of a batch of ratings {@code [batch, columns]}.
   *
   * @return {@code [1, 1]}, a mean over rows
   */
  Var loss(Step<SparseRows> step);

  /**
   * The codes of rows of ratings.
   *
   * @param ratings {@code [batch, columns]}
   * @return {@code [batch, units]}
   */
  Var encode(Tape tape, SparseRows ratings);

  /**
   * All output units.
   *
   * @param code {@code [batch, units]}
   * @return {@code [batch, columns]}, which {@link #output} turns into ratings
   */
  Var decode(Var code);

  /**
   * Some output units, at the cost of those.
   *
   * @param code {@code [batch, units]}
   * @param asked {@code [batch, columns]}; which units. Its values are not read.
   * @return {@code [1, asked.size()]}, in the order of {@code asked}
   */
  Var decode(Var code, SparseRows asked);

  /** Units of a code: as a rule those that the output layer takes. */
  default int latent() {
    return readout().weight().value().columns();
  }

  /** How many steps are taken on each batch; {@link Step#update} tells them apart. */
  default int updatesPerBatch() {
    return 1;
  }

  /** From output units to ratings. */
  RatingOutput output();

  /** The output layer: a row of weights and a bias for each column. */
  Readout readout();
}
