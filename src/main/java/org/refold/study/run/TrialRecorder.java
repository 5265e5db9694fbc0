package org.refold.study.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.refold.catalogue.Catalogue;
import org.refold.evaluate.Evaluation;
import org.refold.evaluate.MetricResult;
import org.refold.evaluate.SegmentsBy;
import org.refold.evaluate.metric.Metric;
import org.refold.recommend.Recommender;
import org.refold.recommend.TrainingLog;
import org.refold.settings.Tokens;
import org.refold.split.Split;
import org.refold.study.Trial;
import org.refold.study.store.Environment;
import org.refold.study.store.Json;
import org.refold.study.store.KeyConventions;
import org.refold.study.store.PerUser;
import org.refold.study.store.TrialKey;
import org.refold.study.store.TrialResult;
import org.refold.study.store.TrialResult.Failure;
import org.refold.study.store.TrialResult.Part;
import org.refold.study.store.TrialResult.Score;
import org.refold.study.store.TrialResult.Seconds;
import org.refold.study.store.TrialResult.SplitFacts;
import org.refold.study.store.TrialResult.Training;

/** Turns what happened into what is kept of it. */
public final class TrialRecorder {

  private static final String PROJECT = "org.refold.";

  private TrialRecorder() {}

  /** What the outcome of an experiment depends on. */
  public static TrialKey identity(Experiment experiment, SplitFacts split, String code) {
    return new TrialKey(
        experiment.recommender().name(),
        Catalogue.settings(experiment.recommender()),
        experiment.source().sha256(),
        split.sha256(),
        experiment.evaluator().metrics().stream().map(Metric::fullName).toList(),
        KeyConventions.conventions(experiment.evaluator(), experiment.segments()),
        experiment.seed(),
        code);
  }

  /**
   * The recommender that a result was made with.
   *
   * @throws org.refold.settings.BadInputException if this version does not know it or a setting
   */
  static Recommender recommender(TrialKey identity) {
    return Catalogue.create(identity.model(), identity.config());
  }

  /** The record of an experiment that came to its end. */
  public static TrialResult finished(
      Trial trial, TrialKey identity, SplitFacts split, Outcome outcome) {
    return new TrialResult(
        trial,
        identity,
        outcome.experiment().source(),
        split,
        Optional.empty(),
        scores(outcome.evaluation().results()),
        segments(outcome),
        perUser(outcome.evaluation()),
        training(outcome.log()),
        new Seconds(outcome.fitSeconds(), outcome.evaluation().scoreSeconds()),
        Environment.peakMemoryMegabytes(),
        Environment.now(),
        Provenances.of(outcome.experiment(), split));
  }

  /** The record of an experiment that threw something. */
  static TrialResult failed(
      Trial trial,
      TrialKey identity,
      SplitFacts split,
      Experiment experiment,
      Throwable thrown,
      double seconds) {
    return new TrialResult(
        trial,
        identity,
        experiment.source(),
        split,
        Optional.of(failure(thrown)),
        Map.of(),
        Map.of(),
        PerUser.NONE,
        Training.NONE,
        new Seconds(seconds, 0),
        Environment.peakMemoryMegabytes(),
        Environment.now(),
        Provenances.of(experiment, split));
  }

  private static Failure failure(Throwable thrown) {
    String where = "unknown";
    for (StackTraceElement element : thrown.getStackTrace()) {
      if (element.getClassName().startsWith(PROJECT)) {
        where =
            String.format(
                Locale.ROOT,
                "%s.%s:%d",
                element.getClassName(),
                element.getMethodName(),
                element.getLineNumber());
        break;
      }
    }
    String message = thrown.getMessage() == null ? "" : thrown.getMessage();
    return new Failure(thrown.getClass().getName(), message, where);
  }

  public static SplitFacts facts(Split split) {
    return new SplitFacts(
        split.spec(), split.seed(), split.sha256(), Json.of(split.audit().asMap()));
  }

  static Map<String, Score> scores(List<MetricResult> results) {
    Map<String, Score> scores = new LinkedHashMap<>();
    for (MetricResult result : results) {
      scores.put(result.metric().name(), Score.of(result));
    }
    return scores;
  }

  private static Map<SegmentsBy, List<Part>> segments(Outcome outcome) {
    Map<SegmentsBy, List<Part>> segments = new LinkedHashMap<>();
    outcome
        .segments()
        .forEach(
            (by, found) ->
                segments.put(
                    by,
                    found.segments().stream()
                        .map(one -> new Part(one.name(), one.users(), scores(one.results())))
                        .toList()));
    return segments;
  }

  static PerUser perUser(Evaluation evaluation) {
    Map<String, double[]> values = new LinkedHashMap<>();
    for (MetricResult result : evaluation.results()) {
      double[] ofUsers = result.perUser();
      if (ofUsers.length > 0) {
        values.put(result.metric().name(), ofUsers);
      }
    }
    return new PerUser(evaluation.users().ids(), values);
  }

  private static Training training(TrainingLog log) {
    if (log.epochs().isEmpty()) {
      return Training.NONE;
    }
    return new Training(
        log.epochs(), OptionalInt.of(log.bestEpoch()), log.metric(), Tokens.of(log.ending()));
  }
}
