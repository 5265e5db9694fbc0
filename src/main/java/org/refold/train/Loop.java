package org.refold.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.refold.evaluate.Evaluator;
import org.refold.evaluate.Metric;
import org.refold.kernel.Streams;
import org.refold.nn.Mode;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.optimizer.Optimizer;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;

/** One run of the training loop. */
final class Loop {

  private final Training training;
  private final Recommender who;
  private final Network network;
  private final Fitting fitting;
  private final Metric metric;
  private final List<Sweep> sweeps;
  private final Map<String, Optimizer> optimizers = new LinkedHashMap<>();
  private final Means means = new Means();
  private final int[] order;
  private final int batchSize;
  private final List<Epoch> epochs = new ArrayList<>();
  private final Best best;
  private long stepNumber;

  Loop(Training training, Recommender who, Network network, Fitting fitting) {
    this.training = training;
    this.who = who;
    this.network = network;
    this.fitting = fitting;
    this.metric = network.validationMetric();
    this.sweeps = network.sweeps();
    for (Sweep sweep : sweeps) {
      optimizers.computeIfAbsent(
          sweep.name(), any -> training.optimizer().apply(sweep.parameters()));
    }
    this.order = new int[network.examples()];
    this.batchSize = training.batchSize().orElse(order.length);
    this.best = new Best(network.parameters(), metric);
  }

  History run() {
    fitting.progress().begin(who.name() + " epochs", training.epochs());
    History.Ending ending = History.Ending.COMPLETED;
    try (Tape tape = Tape.of(network.parameters().get(0).value().precision())) {
      Step step = new Step(tape, means, batchSize);
      for (int epoch = 1; epoch <= training.epochs(); epoch++) {
        epochs.add(epoch(epoch, step));
        fitting.progress().advance(1, note(epochs.get(epoch - 1)));
        if (fitting.validation().isPresent() && epoch - best.epoch() >= training.patience()) {
          ending = History.Ending.OUT_OF_PATIENCE;
          break;
        }
      }
    } finally {
      fitting.progress().end();
    }
    if (fitting.validation().isEmpty()) {
      return new History(epochs, epochs.size(), Optional.empty(), ending);
    }
    best.restore();
    return new History(epochs, best.epoch(), Optional.of(metric), ending);
  }

  private Epoch epoch(int number, Step step) {
    long start = System.nanoTime();
    means.clear();
    for (int sweep = 0; sweep < sweeps.size(); sweep++) {
      network.sweepBegins(sweep, number);
      sweep(number, sweep, step);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    start = System.nanoTime();
    OptionalDouble validation = validate();
    validation.ifPresent(value -> best.consider(number, value));
    return new Epoch(
        number,
        means.loss(),
        validation,
        training.learningRate().at(stepNumber - 1),
        means.notes(),
        seconds,
        (System.nanoTime() - start) / 1e9);
  }

  private OptionalDouble validate() {
    return fitting.validation().stream()
        .mapToDouble(
            holdout ->
                Evaluator.of(List.of(metric))
                    .evaluate(network.model(), holdout)
                    .metric(metric)
                    .mean())
        .findFirst();
  }

  private void sweep(int epoch, int sweep, Step step) {
    Optimizer optimizer = optimizers.get(sweeps.get(sweep).name());
    shuffle(epoch, sweep);
    for (int from = 0; from < order.length; from += batchSize) {
      step.takeBatch(order, from, Math.min(order.length, from + batchSize));
      for (int update = 0; update < network.updatesPerBatch(); update++) {
        step.place(stepNumber, epoch, sweep, update);
        double rate = training.learningRate().at(stepNumber);
        double loss = optimizer.step(rate, () -> lossAndGradients(step));
        means.loss(loss, step.size(), stepNumber);
        stepNumber++;
      }
    }
  }

  private double lossAndGradients(Step step) {
    step.tape().begin(Mode.TRAINING, fitting.seed(), step.number());
    Var loss = network.loss(step);
    double value = loss.item();
    step.tape().backward(loss);
    return value;
  }

  private void shuffle(int epoch, int sweep) {
    for (int k = 0; k < order.length; k++) {
      order[k] = k;
    }
    if (training.batchSize().isPresent()) {
      Streams.shuffle(order, Streams.of(fitting.seed(), "order", epoch, sweep));
    }
  }

  private static String note(Epoch epoch) {
    return "loss " + epoch.loss();
  }
}
