package org.refold.train.neural;

import java.util.List;
import java.util.Optional;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.Dense;
import org.refold.nn.layer.Scope;
import org.refold.train.Phase;
import org.refold.train.Step;
import org.refold.train.batch.Histories;

/** The equations of an autoencoder that knows users by their histories only. */
public interface HistoryNetwork {

  /**
   * The loss of a batch.
   *
   * @return {@code [1, 1]}, a mean over users
   */
  Var loss(Step<Histories.Batch> step);

  /**
   * The codes of histories: what the encoder makes of them, for a variational autoencoder the
   * means.
   *
   * @param histories {@code [batch, items]}
   * @return {@code [batch, latent]}
   */
  Var encode(Tape tape, SparseRows histories);

  /**
   * The distributions of the codes of histories, of a variational autoencoder.
   *
   * @param histories {@code [batch, items]}
   */
  default Optional<GaussianCode> posterior(Tape tape, SparseRows histories) {
    return Optional.empty();
  }

  /**
   * The scores of all items.
   *
   * @param code {@code [batch, latent]}
   * @return {@code [batch, items]}, before the function of a likelihood, in memory of the tape
   */
  Var decode(Var code);

  /** The scores of all items after histories, {@code [batch, items]}. */
  default Var scores(Tape tape, SparseRows histories) {
    return decode(encode(tape, histories));
  }

  /**
   * How it is trained: as a rule all parameters at once, each epoch on all histories.
   *
   * @param scope made the parameters
   * @param examples the histories of the training data
   */
  default Course course(Scope scope, Histories examples) {
    return () -> List.of(new Phase<>("all", scope.parameters(), examples, this::loss));
  }

  /** Units of a code. */
  int latent();

  /** The last layer of the decoder, {@code [units, items]}: its columns are vectors of items. */
  Dense output();
}
