package org.refold.train;

import java.util.List;
import java.util.OptionalDouble;
import org.refold.data.FoldInItems;
import org.refold.evaluate.Evaluator;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.metric.MetricContext;
import org.refold.recommend.Fitting;
import org.refold.recommend.TrainingControl;
import org.refold.settings.Progress;

/** Measures the network after an epoch; gives up when the training is asked to stop. */
final class ValidationRun {

  private final Network network;
  private final Metric metric;
  private final Evaluator evaluator;
  private final Fitting fitting;
  private final Progress stopper;

  ValidationRun(Network network, Metric metric, FoldInItems rule, Fitting fitting) {
    this.network = network;
    this.metric = metric;
    this.evaluator = Evaluator.of(List.of(metric)).withFoldInItems(rule);
    this.fitting = fitting;
    this.stopper = new Stopper(fitting.control());
  }

  Metric metric() {
    return metric;
  }

  /**
   * The metric, if there are validation data.
   *
   * @throws Stopped if the training is asked to stop meanwhile
   */
  OptionalDouble run() {
    if (fitting.validation().isEmpty()) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        evaluator
            .evaluate(
                network.model(),
                fitting.validation().get().holdout(),
                MetricContext.none(),
                stopper)
            .metric(metric)
            .mean());
  }

  /** Looks after each batch of users whether to stop. */
  private record Stopper(TrainingControl control) implements Progress {

    @Override
    public void begin(String task, long total) {}

    @Override
    public void advance(long steps, String note) {
      if (control.stopRequested()) {
        throw new Stopped();
      }
    }

    @Override
    public void end() {}
  }
}
