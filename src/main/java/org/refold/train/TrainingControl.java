package org.refold.train;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.refold.evaluate.FoldInItems;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.metric.Metrics;
import org.refold.recommend.Fitting;

/**
 * How somebody watches over a training: what they want to hear, what they choose the best epoch by,
 * where they keep it, how they stop it. Goes with the circumstances of a fit:
 *
 * <pre>{@code
 * StopSignal stop = new StopSignal();
 * recommender.fit(train,
 *     Fitting.withSeed(1)
 *         .withValidation(split.validation())
 *         .with(TrainingControl.none().withMetric("recall@20").withStop(stop)));
 * }</pre>
 *
 * <p>A training that is stopped, by the signal or by an interrupt of its thread, ends well: the
 * model has the weights of the best epoch so far or, if none was validated, those of the moment. An
 * interrupt is left standing for whoever called.
 *
 * @param listeners hear of steps and epochs, in this order
 * @param metric what the best epoch is chosen by, if not the recommender's own choice
 * @param foldInItems what becomes of items of the history when the best epoch is chosen: the same
 *     as in the evaluation that follows
 * @param checkpoints where the training keeps itself, if it does
 * @param stop asks the training to stop
 */
public record TrainingControl(
    List<Listener> listeners,
    Optional<Metric> metric,
    FoldInItems foldInItems,
    Optional<Checkpoints> checkpoints,
    StopSignal stop)
    implements Fitting.Extra {

  /** Copies the list. */
  public TrainingControl {
    listeners = List.copyOf(listeners);
  }

  /** Nobody watches. */
  public static TrainingControl none() {
    return new TrainingControl(
        List.of(), Optional.empty(), FoldInItems.MASKED, Optional.empty(), new StopSignal());
  }

  /** The same with a further listener. */
  public TrainingControl with(Listener listener) {
    List<Listener> more = Stream.concat(listeners.stream(), Stream.of(listener)).toList();
    return new TrainingControl(more, metric, foldInItems, checkpoints, stop);
  }

  /** The same with a metric to choose the best epoch by. */
  public TrainingControl withMetric(Metric newMetric) {
    return new TrainingControl(listeners, Optional.of(newMetric), foldInItems, checkpoints, stop);
  }

  /**
   * The same with a metric to choose the best epoch by.
   *
   * @param name such as {@code "recall@20"}
   * @throws org.refold.settings.BadInputException if there is no such metric
   */
  public TrainingControl withMetric(String name) {
    return withMetric(Metrics.of(name));
  }

  /** The same with another rule for items of the history when the best epoch is chosen. */
  public TrainingControl withFoldInItems(FoldInItems rule) {
    return new TrainingControl(listeners, metric, rule, checkpoints, stop);
  }

  /** The same with checkpoints. */
  public TrainingControl withCheckpoints(Checkpoints newCheckpoints) {
    return new TrainingControl(listeners, metric, foldInItems, Optional.of(newCheckpoints), stop);
  }

  /** The same with another signal. */
  public TrainingControl withStop(StopSignal newStop) {
    return new TrainingControl(listeners, metric, foldInItems, checkpoints, newStop);
  }

  /** Whether the training is to end before its next step. */
  boolean stopRequested() {
    return stop.isRequested() || Thread.currentThread().isInterrupted();
  }
}
