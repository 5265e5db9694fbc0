package org.refold.train.neural;

import java.util.Optional;
import org.refold.data.SideInformation;
import org.refold.data.Vocabulary;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.train.batch.UserFeatures;

/** The equations of an autoencoder that reads attributes of users beside their histories. */
public interface AttributedNetwork extends HistoryNetwork {

  /** The attributes of all users. */
  UserFeatures users();

  /**
   * Takes what it is to know beside attributes of users, before training; as a rule nothing. Keeps
   * it in parameters, which a model file has.
   *
   * @param known of the data set
   * @param items of the training data
   */
  default void prepare(SideInformation known, Vocabulary items) {}

  /**
   * The codes of histories of users with attributes.
   *
   * @param histories {@code [batch, items]}; may be empty rows
   * @param attributes {@code [batch, features]}
   * @return {@code [batch, latent]}
   */
  Var encode(Tape tape, SparseRows histories, SparseRows attributes);

  /** The posterior of these codes, before attributes move it; empty where codes are points. */
  default Optional<GaussianCode> posterior(Tape tape, SparseRows histories, SparseRows attributes) {
    return Optional.empty();
  }

  /** The codes of histories of users of whom nothing else is known. */
  @Override
  default Var encode(Tape tape, SparseRows histories) {
    return encode(tape, histories, users().unknown(tape, histories.rows()));
  }
}
