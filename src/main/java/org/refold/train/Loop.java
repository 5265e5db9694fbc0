package org.refold.train;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.refold.data.FoldInItems;
import org.refold.data.Interactions;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.metric.Metrics;
import org.refold.nn.Parameter;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.optimizer.Optimizer;
import org.refold.recommend.Epoch;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;
import org.refold.recommend.TrainingControl;
import org.refold.recommend.TrainingListener;
import org.refold.recommend.TrainingLog;
import org.refold.recommend.Validation;

/** One run of the training loop: epochs of phases of steps. */
final class Loop {

  private final TrainingPlan plan;
  private final Network network;
  private final Fitting fitting;
  private final TrainingControl control;
  private final List<Phase<?>> phases;
  private final List<Optimizer> optimizers;
  private final Position position = new Position();
  private final EpochAverages means = new EpochAverages();
  private final Epochs epochs = new Epochs();
  private final BestWeights best;
  private final ValidationRun validation;
  private final DivergenceCheck divergence;
  private final Checkpointer checkpointer;
  private final ProgressReporter reporter;
  private final Optional<Instruments> instruments;

  /** Whether the step is the last of its phase in the epoch. */
  private boolean isLast;

  Loop(TrainingPlan plan, Recommender who, Interactions train, Network network, Fitting fitting) {
    this.plan = plan;
    this.network = network;
    this.fitting = fitting;
    this.control = fitting.control();
    this.phases = network.phases();
    phases.forEach(
        phase ->
            PhaseRun.check(phase, plan.batchSize(), who.name())
                .ifPresent(fitting.progress()::note));
    if (fitting.validation().isEmpty() && plan.patience() < plan.epochs()) {
      fitting
          .progress()
          .note(
              String.format(
                  Locale.ROOT,
                  "patience is %d, but there are no validation data to lose it on: %s trains all %d"
                      + " epochs",
                  plan.patience(),
                  who.name(),
                  plan.epochs()));
    }
    this.optimizers = optimizers(phases, plan);
    Metric metric =
        fitting
            .validation()
            .flatMap(Validation::metric)
            .map(Metrics::of)
            .orElseGet(network::validationMetric);
    FoldInItems rule = fitting.validation().map(Validation::foldInItems).orElse(FoldInItems.MASKED);
    this.best = new BestWeights(network.parameters(), metric.better());
    this.validation = new ValidationRun(network, metric, rule, fitting);
    this.divergence = new DivergenceCheck(who.name(), network.parameters());
    this.instruments = network.instruments();
    this.reporter = new ProgressReporter(fitting.progress(), plan.epochs(), metric);
    Run run = new Run(who, train, plan, network, fitting, metric, rule);
    this.checkpointer =
        new Checkpointer(
            control.checkpoints(),
            network.stage(),
            run,
            List.of(position, means, epochs, best, Weights.of(network.parameters())),
            optimizers);
  }

  /** One for each phase; phases of one name share theirs. */
  private static List<Optimizer> optimizers(List<Phase<?>> phases, TrainingPlan plan) {
    Map<String, Optimizer> byName = new HashMap<>();
    List<Optimizer> optimizers = new ArrayList<>();
    for (Phase<?> phase : phases) {
      optimizers.add(
          byName.computeIfAbsent(phase.name(), any -> plan.optimizer().apply(phase.parameters())));
    }
    return optimizers;
  }

  TrainingLog run() {
    reporter.begin(network.stage());
    List<PhaseRun<?>> runs = new ArrayList<>();
    try (Tape tape = Tape.of(network.parameters().get(0).value().precision())) {
      if (checkpointer.restore(fitting.progress()::note)) {
        reporter.resumed(epochs.count());
        control.listeners().forEach(listener -> listener.resumes(epochs.count()));
      }
      for (int k = 0; k < phases.size(); k++) {
        runs.add(new PhaseRun<>(phases.get(k), optimizers.get(k), plan.batchSize(), tape, means));
      }
      TrainingLog.Ending ending = train(runs);
      if (position.step > 0) { // else a stage before this one was cut off
        checkpointer.keep();
      }
      best.putBack();
      instruments.flatMap(Instruments::warning).ifPresent(fitting.progress()::note);
      TrainingLog log = log(ending);
      control.listeners().forEach(listener -> listener.trainingEnds(log));
      return log;
    } finally {
      runs.forEach(run -> run.step().close());
      best.close();
      reporter.end();
    }
  }

  private TrainingLog log(TrainingLog.Ending ending) {
    boolean validated = best.epoch() > 0;
    return new TrainingLog(
        epochs.list(),
        validated ? best.epoch() : epochs.count(),
        validated ? Optional.of(validation.metric().fullName()) : Optional.empty(),
        ending);
  }

  private TrainingLog.Ending train(List<PhaseRun<?>> runs) {
    try {
      while (epochs.count() < plan.epochs()) {
        if (best.epoch() > 0 && epochs.count() - best.epoch() >= plan.patience()) {
          return TrainingLog.Ending.OUT_OF_PATIENCE;
        }
        Epoch epoch = epoch(runs);
        epochs.add(epoch);
        position.nextEpoch();
        means.clear();
        reporter.epoch(epoch, best);
        control.listeners().forEach(listener -> listener.epochEnds(epoch));
        checkpointer.keepIfDue();
      }
      return TrainingLog.Ending.COMPLETED;
    } catch (Stopped e) {
      return TrainingLog.Ending.STOPPED;
    }
  }

  /** Does the epoch of the position, or what is left of it. */
  private Epoch epoch(List<PhaseRun<?>> runs) {
    while (position.phase < runs.size()) {
      phase(runs.get(position.phase));
      position.nextPhase();
    }
    double rate = plan.learningRate().at(position.step - 1);
    divergence.checkWeights(position, rate);
    long looking = System.nanoTime();
    Map<String, Double> notes = means.notes();
    instruments.ifPresent(each -> notes.putAll(each.figures()));
    position.seconds += secondsSince(looking);
    long start = System.nanoTime();
    OptionalDouble value = validation.run();
    value.ifPresent(number -> best.consider(position.epoch, number));
    return new Epoch(
        position.epoch, means.loss(), value, rate, notes, position.seconds, secondsSince(start));
  }

  private void phase(PhaseRun<?> run) {
    long start = System.nanoTime();
    List<Parameter> frozen = run.freezeOthers(network.parameters());
    try {
      if (position.examples == 0) {
        network.phaseBegins(position.phase, position.epoch);
      }
      Optimizer.Objective objective = objective(run);
      run.shuffle(fitting.seed(), position.epoch, position.phase);
      while (position.examples < run.examples()) {
        if (control.stopRequested()) {
          throw new Stopped();
        }
        int end = run.takeBatch(position.examples);
        for (int update = 0; update < run.updatesPerBatch(); update++) {
          run.step().place(position.step, position.epoch, position.examples, update);
          isLast = end == run.examples() && update + 1 == run.updatesPerBatch();
          step(run, objective);
        }
        position.examples = end;
      }
    } finally {
      frozen.forEach(Parameter::unfreeze);
      position.seconds += secondsSince(start);
    }
  }

  private void step(PhaseRun<?> run, Optimizer.Objective objective) {
    double rate = plan.learningRate().at(position.step);
    double loss = run.optimizer().step(rate, objective);
    means.loss(loss, run.step().size(), position.step);
    position.step++;
    reporter.step(position, run.examples(), loss);
    for (TrainingListener listener : control.listeners()) {
      listener.stepEnds(run.step().number(), loss);
    }
  }

  /** The loss of the batch that the step holds; only the first try of a step must be finite. */
  private Optimizer.Objective objective(PhaseRun<?> run) {
    Step<?> step = run.step();
    return () -> {
      boolean firstTry = step.tries() == 0;
      step.beginTry(fitting.seed());
      Var loss = run.loss();
      double value = loss.item();
      step.tape().backward(loss);
      if (firstTry && isLast && instruments.isPresent()) {
        GradientNorms.of(network.parameters()).forEach(step::record);
      }
      if (firstTry) {
        checkLoss(value);
      }
      return value;
    };
  }

  private void checkLoss(double loss) {
    if (DivergenceCheck.isLost(loss, position.firstLoss)) {
      double rate = plan.learningRate().at(position.step);
      throw divergence.lostLoss(position, loss, rate);
    }
    if (Double.isNaN(position.firstLoss)) {
      position.firstLoss = loss;
    }
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
