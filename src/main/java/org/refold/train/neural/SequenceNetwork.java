package org.refold.train.neural;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.refold.data.Interactions;
import org.refold.nn.Glimpse;
import org.refold.nn.Parameter;
import org.refold.nn.Ragged;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.train.Step;
import org.refold.train.batch.NegativeSampler;
import org.refold.train.batch.Sequences;

/**
 * The equations of a network that reads histories in their order. What it makes of a history is a
 * vector q; scores are {@code q E' + b}.
 */
public interface SequenceNetwork {

  /**
   * The loss of a batch.
   *
   * @param negatives draws items, for losses that take some; see {@link
   *     SequenceRecommender#sampler}
   * @return {@code [1, 1]}, a mean
   */
  Var loss(Step<Sequences.Batch> step, NegativeSampler negatives);

  /**
   * The loss in training on some data, for a network that first learns something of them.
   *
   * @param train the data
   * @param negatives draws items of them
   * @return the loss of a batch, as a rule {@link #loss}
   */
  default Function<Step<Sequences.Batch>, Var> lossOn(
      Interactions train, NegativeSampler negatives) {
    return step -> loss(step, negatives);
  }

  /**
   * The vectors q of histories. Those of an empty history must be numbers, too.
   *
   * @param histories items, oldest first, a segment for each user; at most {@link
   *     SequenceRecommender#maxLength} of each
   * @return {@code [segments, units]}
   */
  Var encode(Tape tape, Ragged.Ids histories);

  /**
   * The distributions of the codes of histories, of a variational autoencoder.
   *
   * @param histories as {@link #encode} takes them
   */
  default Optional<GaussianCode> posterior(Tape tape, Ragged.Ids histories) {
    return Optional.empty();
  }

  /**
   * What stands at the rows of one history that the network shows something of: as a rule its last
   * items.
   *
   * @param glimpse what is shown by {@link #encode} of that history
   * @param items names of all its items, oldest first
   * @return a name for each row
   */
  default List<String> rows(Glimpse glimpse, List<String> items) {
    return RowNames.last(items, glimpse.rows().size());
  }

  /** E, {@code [items, units]}: what scores are made with. */
  Parameter items();

  /** b, {@code [1, items]}, where there is one. */
  default Optional<Parameter> biases() {
    return Optional.empty();
  }
}
