package org.refold.train;

import java.util.stream.IntStream;
import org.refold.nn.Tape;
import org.refold.train.batch.Examples;

/** Steps in the midst of a training, for losses that depend on when they are computed. */
public final class Steps {

  private Steps() {}

  /**
   * A step on the first examples. Its tape has begun.
   *
   * @param size how many examples
   * @param number of the step in the run
   * @param before how many examples of the epoch came before
   */
  public static <B> Step<B> at(Tape tape, Examples<B> examples, int size, long number, int before) {
    Step<B> step = new Step<>(tape, new EpochAverages(), examples, size);
    step.takeBatch(IntStream.range(0, size).toArray(), 0, size);
    step.place(number, 1, before, 0);
    step.beginTry(0);
    return step;
  }
}
