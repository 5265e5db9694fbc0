package org.refold.recommend;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a training is watched, kept and stopped. Part of {@link Fitting}:
 *
 * <pre>{@code
 * StopSignal stop = new StopSignal();
 * recommender.fit(train,
 *     Fitting.withSeed(1).withControl(TrainingControl.none().with(listener).withStop(stop)));
 * }</pre>
 *
 * <p>A training that is stopped, by the signal or by an interrupt of its thread, ends well: the
 * model has the weights of the best epoch so far or, if none was validated, those of the moment.
 * The thread stays interrupted.
 *
 * @param listeners are notified of steps and epochs, in this order
 * @param checkpoints where the state of the training is kept, if it is
 * @param stop asks the training to stop
 */
public record TrainingControl(
    List<TrainingListener> listeners, Optional<Checkpoints> checkpoints, StopSignal stop) {

  /** Copies the list. */
  public TrainingControl {
    listeners = List.copyOf(listeners);
  }

  /** No listener, no checkpoint, and a signal that is never given. */
  public static TrainingControl none() {
    return new TrainingControl(List.of(), Optional.empty(), new StopSignal());
  }

  /** The same with a further listener. */
  public TrainingControl with(TrainingListener listener) {
    List<TrainingListener> more = Stream.concat(listeners.stream(), Stream.of(listener)).toList();
    return new TrainingControl(more, checkpoints, stop);
  }

  /** The same with checkpoints. */
  public TrainingControl withCheckpoints(Checkpoints newCheckpoints) {
    return new TrainingControl(listeners, Optional.of(newCheckpoints), stop);
  }

  /** The same with another signal. */
  public TrainingControl withStop(StopSignal newStop) {
    return new TrainingControl(listeners, checkpoints, newStop);
  }

  /** Whether the training is to end before its next step. */
  public boolean stopRequested() {
    return stop.isRequested() || Thread.currentThread().isInterrupted();
  }
}
