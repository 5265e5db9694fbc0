package org.refold.model.autoencoder;

import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.train.Network;

/** A network with an encoder and a decoder: what scoring needs, on a tape in scoring mode. */
interface Reconstruction extends Network {

  /** Units of the code. */
  int latent();

  /**
   * The code of histories.
   *
   * @param histories {@code [batch, items]}
   * @return {@code [batch, latent]}
   */
  Var code(Tape tape, SparseRows histories);

  /**
   * The scores of all items.
   *
   * @param code {@code [batch, latent]}
   * @return {@code [batch, items]}, in memory of the tape
   */
  Var decode(Tape tape, Var code);

  @Override
  ReconstructionScorer model();
}
