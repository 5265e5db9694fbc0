package org.refold.train.batch;

import org.refold.nn.Tape;

/**
 * What a training learns from, example by example: an epoch visits each once.
 *
 * @param <B> what a batch of them is
 */
public interface Examples<B> {

  /** How many there are. */
  int count();

  /** What an example is, in the plural, for messages. */
  String unit();

  /**
   * Some examples as a batch.
   *
   * @param tape gives memory, which lives until its next step, and random streams
   * @param chosen the indices of the examples, of which the first {@code size} count. Not modified.
   * @param size of the batch
   */
  B batch(Tape tape, int[] chosen, int size);
}
