package org.refold.train;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.refold.data.Interactions;
import org.refold.evaluate.metric.Metric;
import org.refold.kernel.Streams;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.optimizer.Optimizer;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;

/** One run of the training loop: epochs of sweeps of steps. */
final class Loop {

  private final Training training;
  private final Network network;
  private final Fitting fitting;
  private final TrainingControl supervision;
  private final List<Phase> sweeps;
  private final List<Optimizer> optimizers;
  private final int[] order;
  private final int batchSize;
  private final Position position = new Position();
  private final EpochAverages means = new EpochAverages();
  private final Epochs epochs = new Epochs();
  private final BestWeights best;
  private final Validation validation;
  private final DivergenceCheck divergence;
  private final Checkpointer keeper;
  private final ProgressReporter notes;

  Loop(Training training, Recommender who, Interactions train, Network network, Fitting fitting) {
    this.training = training;
    this.network = network;
    this.fitting = fitting;
    this.supervision = fitting.extra(TrainingControl.class).orElseGet(TrainingControl::none);
    this.sweeps = network.sweeps();
    this.optimizers = optimizers(sweeps, training);
    this.order = new int[network.examples()];
    this.batchSize = training.batchSize().orElse(order.length);
    Metric metric = supervision.metric().orElseGet(network::validationMetric);
    this.best = new BestWeights(network.parameters(), metric.better());
    this.validation = new Validation(network, metric, fitting, supervision);
    this.divergence = new DivergenceCheck(who.name(), network.parameters());
    this.notes = new ProgressReporter(fitting.progress(), training.epochs(), metric);
    Run run = new Run(who, train, training, network, fitting, metric, supervision.foldInItems());
    this.keeper =
        new Checkpointer(
            supervision.checkpoints(),
            network.stage(),
            run,
            List.of(position, means, epochs, best, Weights.of(network.parameters())),
            optimizers);
  }

  /** One for each sweep; sweeps of one name share theirs. */
  private static List<Optimizer> optimizers(List<Phase> sweeps, Training training) {
    Map<String, Optimizer> byName = new HashMap<>();
    return sweeps.stream()
        .map(
            sweep ->
                byName.computeIfAbsent(
                    sweep.name(), any -> training.optimizer().apply(sweep.parameters())))
        .toList();
  }

  TrainingLog run() {
    notes.begin(network.stage());
    try (Tape tape = Tape.of(network.parameters().get(0).value().precision())) {
      if (keeper.restore()) {
        notes.resumed(epochs.count());
      }
      TrainingLog.Ending ending = train(new Step(tape, means, batchSize));
      keeper.keep();
      best.putBack();
      TrainingLog history = history(ending);
      supervision.listeners().forEach(listener -> listener.trainingEnds(history));
      return history;
    } finally {
      best.close();
      notes.end();
    }
  }

  private TrainingLog history(TrainingLog.Ending ending) {
    boolean validated = best.epoch() > 0;
    return new TrainingLog(
        epochs.list(),
        validated ? best.epoch() : epochs.count(),
        validated ? Optional.of(validation.metric()) : Optional.empty(),
        ending);
  }

  private TrainingLog.Ending train(Step step) {
    try {
      while (epochs.count() < training.epochs()) {
        if (best.epoch() > 0 && epochs.count() - best.epoch() >= training.patience()) {
          return TrainingLog.Ending.OUT_OF_PATIENCE;
        }
        Epoch epoch = epoch(step);
        epochs.add(epoch);
        position.nextEpoch();
        means.clear();
        notes.epoch(epoch, best);
        supervision.listeners().forEach(listener -> listener.epochEnds(epoch));
        keeper.keepIfDue();
      }
      return TrainingLog.Ending.COMPLETED;
    } catch (Stopped e) {
      return TrainingLog.Ending.STOPPED;
    }
  }

  /** Does the epoch of the position, or what is left of it. */
  private Epoch epoch(Step step) {
    while (position.sweep < sweeps.size()) {
      sweep(step);
      position.nextSweep();
    }
    double rate = training.learningRate().at(position.step - 1);
    divergence.checkWeights(position, rate);
    long start = System.nanoTime();
    OptionalDouble value = validation.run();
    value.ifPresent(number -> best.consider(position.epoch, number));
    return new Epoch(
        position.epoch,
        means.loss(),
        value,
        rate,
        means.notes(),
        position.seconds,
        secondsSince(start));
  }

  private void sweep(Step step) {
    long start = System.nanoTime();
    try {
      if (position.examples == 0) {
        network.sweepBegins(position.sweep, position.epoch);
      }
      Optimizer optimizer = optimizers.get(position.sweep);
      Optimizer.Objective objective = objective(step);
      shuffle();
      while (position.examples < order.length) {
        if (supervision.stopRequested()) {
          throw new Stopped();
        }
        int end = Math.min(order.length, position.examples + batchSize);
        step.takeBatch(order, position.examples, end);
        for (int update = 0; update < network.updatesPerBatch(); update++) {
          step.place(position.step, position.epoch, position.sweep, update);
          step(step, optimizer, objective);
        }
        position.examples = end;
      }
    } finally {
      position.seconds += secondsSince(start);
    }
  }

  private void step(Step step, Optimizer optimizer, Optimizer.Objective objective) {
    double rate = training.learningRate().at(position.step);
    double loss = optimizer.step(rate, objective);
    means.loss(loss, step.size(), position.step);
    position.step++;
    notes.step(position, order.length, loss);
    for (Listener listener : supervision.listeners()) {
      listener.stepEnds(step.number(), loss);
    }
  }

  /** The loss of the batch that the step holds; only the first try of a step must be finite. */
  private Optimizer.Objective objective(Step step) {
    return () -> {
      boolean firstTry = step.tries() == 0;
      step.beginTry(fitting.seed());
      Var loss = network.loss(step);
      double value = loss.item();
      step.tape().backward(loss);
      if (firstTry) {
        checkLoss(value);
      }
      return value;
    };
  }

  private void checkLoss(double loss) {
    if (DivergenceCheck.isLost(loss, position.firstLoss)) {
      double rate = training.learningRate().at(position.step);
      throw divergence.lostLoss(position, loss, rate);
    }
    if (Double.isNaN(position.firstLoss)) {
      position.firstLoss = loss;
    }
  }

  /** The order of a sweep; full batches take the examples as they come. */
  private void shuffle() {
    for (int k = 0; k < order.length; k++) {
      order[k] = k;
    }
    if (training.batchSize().isPresent()) {
      Streams.shuffle(order, Streams.of(fitting.seed(), "order", position.epoch, position.sweep));
    }
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
