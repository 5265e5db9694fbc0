package org.refold.train.batch;

import java.util.SplittableRandom;
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
   * How many batches an epoch has: what schedules go by.
   *
   * @param batchSize the most examples of a batch
   */
  default int batches(int batchSize) {
    return (int) ((count() + batchSize - 1L) / batchSize);
  }

  /**
   * Cuts an epoch into batches: as a rule the examples as they were shuffled, as many at a time as
   * a batch may have. Not asked where all examples are one batch.
   *
   * @param order all examples, shuffled. May be modified: put into another order.
   * @param batchSize the most examples of a batch
   * @param random the stream of the epoch, which the shuffle has drawn from. Modified.
   * @return where each batch ends in the order: {@link #batches} numbers that ascend to {@link
   *     #count}
   */
  default int[] cut(int[] order, int batchSize, SplittableRandom random) {
    int[] ends = new int[batches(batchSize)];
    for (int batch = 0; batch < ends.length; batch++) {
      ends[batch] = (int) Math.min(order.length, (batch + 1L) * batchSize);
    }
    return ends;
  }

  /**
   * Some examples as a batch.
   *
   * @param tape gives memory, which lives until its next step, and random streams: functions of
   *     seed and step, so that what a batch draws is drawn anew each epoch
   * @param chosen the indices of the examples, of which the first {@code size} count. Not modified.
   * @param size of the batch
   */
  B batch(Tape tape, int[] chosen, int size);
}
