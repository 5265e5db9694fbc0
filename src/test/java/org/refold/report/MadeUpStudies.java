package org.refold.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.refold.catalogue.Catalogue;
import org.refold.evaluate.Interval;
import org.refold.evaluate.SegmentsBy;
import org.refold.evaluate.metric.Metric;
import org.refold.recommend.Epoch;
import org.refold.study.Arm;
import org.refold.study.Grid;
import org.refold.study.Study;
import org.refold.study.Trial;
import org.refold.study.store.DataFingerprint;
import org.refold.study.store.PerUser;
import org.refold.study.store.StudyResult;
import org.refold.study.store.TrialKey;
import org.refold.study.store.TrialResult;
import org.refold.study.store.TrialResult.Failure;
import org.refold.study.store.TrialResult.Part;
import org.refold.study.store.TrialResult.Score;
import org.refold.study.store.TrialResult.Seconds;
import org.refold.study.store.TrialResult.SplitFacts;
import org.refold.study.store.TrialResult.Training;

/** Results of studies that never ran, with figures from a stream of random numbers. */
public final class MadeUpStudies {

  static final int USERS = 60;
  private static final int EPOCHS = 12;

  private MadeUpStudies() {}

  /** One factor, two baselines, three seeds; one trial failed, one is missing. */
  public static StudyResult oneFactor() {
    Study study =
        Study.of("dropout", "ml-1m", "strong:heldout=60")
            .with(Grid.of("popularity"))
            .with(Grid.of("ease").labelled("E_A&SE <1> 100%|$x$ # β"))
            .with(Grid.of("mult-dae").vary("dropout", 0, 0.25, 0.5))
            .withMetrics("ndcg@100,recall@20,coverage@10")
            .withSeeds(3);
    List<TrialResult> trials = new ArrayList<>();
    for (Trial trial : study.trials()) {
      if (trial.seed() == 3 && trial.arm().label().endsWith("0.25")) {
        trials.add(failed(study, trial));
      } else if (!(trial.seed() == 3 && trial.arm().label().endsWith("0.5"))) {
        trials.add(finished(study, trial));
      }
    }
    return new StudyResult(study, trials);
  }

  /** Two factors, one seed, and notes of the network. */
  public static StudyResult twoFactors() {
    Study study =
        Study.of("two", "ml-1m", "strong:heldout=60")
            .with(Grid.of("mult-vae").vary("dropout", 0, 0.5, 0.9).vary("beta", 0, 0.2, 1))
            .with(Grid.of("ease"))
            .withMetrics("ndcg@100")
            .withSegments(SegmentsBy.POPULARITY);
    return new StudyResult(
        study, study.trials().stream().map(trial -> finished(study, trial)).toList());
  }

  /** Nothing has ended yet. */
  public static StudyResult notBegun() {
    return new StudyResult(oneFactor().study(), List.of());
  }

  private static TrialResult failed(Study study, Trial trial) {
    Failure failure = new Failure("OutOfMemoryError", "Java heap space | 3 GB", "Matrix.java:12");
    return result(study, trial, Optional.of(failure), Map.of(), PerUser.NONE, Training.NONE, 0.5);
  }

  private static TrialResult finished(Study study, Trial trial) {
    SplittableRandom random = new SplittableRandom(trial.arm().label().hashCode() + trial.seed());
    double level = level(trial.arm());
    Map<String, double[]> perUser = new LinkedHashMap<>();
    Map<String, Score> scores = new LinkedHashMap<>();
    for (Metric metric : study.evaluator().metrics()) {
      if (metric.base().equals("coverage")) {
        scores.put(metric.name(), new Score(level, Optional.empty(), USERS, metric.fullName()));
        continue;
      }
      SplittableRandom users = new SplittableRandom(7);
      double[] values = new double[USERS];
      double sum = 0;
      for (int user = 0; user < USERS; user++) {
        values[user] = level + 0.2 * users.nextDouble() + 0.02 * random.nextDouble();
        sum += values[user];
      }
      perUser.put(metric.name(), values);
      double mean = sum / USERS;
      Interval ci95 = new Interval(mean - 0.02, mean + 0.02);
      scores.put(metric.name(), new Score(mean, Optional.of(ci95), USERS, metric.fullName()));
    }
    List<String> ids = IntStream.range(0, USERS).mapToObj(user -> "u" + user).toList();
    boolean trained = trial.arm().model().startsWith("mult");
    Training training = trained ? training(trial, random) : Training.NONE;
    double seconds = trained ? 40 + 10 * random.nextDouble() : 0.4 + random.nextDouble();
    return result(
        study, trial, Optional.empty(), scores, new PerUser(ids, perUser), training, seconds);
  }

  /** Each segment a little better than the one before; nobody has a held-out item in the last. */
  private static Map<SegmentsBy, List<Part>> segments(Study study, Map<String, Score> scores) {
    Map<SegmentsBy, List<Part>> segments = new LinkedHashMap<>();
    for (SegmentsBy by : scores.isEmpty() ? List.<SegmentsBy>of() : study.segments()) {
      List<Part> parts = new ArrayList<>();
      for (int k = 0; k < 3; k++) {
        double more = 0.1 * k;
        Map<String, Score> own = new LinkedHashMap<>();
        scores.forEach(
            (name, score) ->
                score
                    .ci95()
                    .ifPresent(
                        ci ->
                            own.put(
                                name,
                                new Score(
                                    score.mean() + more,
                                    Optional.of(new Interval(ci.low() + more, ci.high() + more)),
                                    USERS / 3,
                                    score.convention()))));
        parts.add(new Part(by.label() + " " + k, USERS / 3, own));
      }
      parts.add(new Part(by.label() + " 3", 0, Map.of()));
      segments.put(by, parts);
    }
    return segments;
  }

  private static double level(Arm arm) {
    double level = arm.model().equals("popularity") ? 0.2 : 0.35;
    for (String text : arm.levels().values()) {
      double away = Double.parseDouble(text) - 0.3;
      level += 0.02 - 0.08 * away * away;
    }
    return level;
  }

  private static Training training(Trial trial, SplittableRandom random) {
    List<Epoch> epochs = new ArrayList<>();
    for (int number = 1; number <= EPOCHS; number++) {
      Map<String, Double> notes = new LinkedHashMap<>();
      if (trial.arm().model().equals("mult-vae")) {
        notes.put("beta", Math.min(0.2, 0.03 * number));
        notes.put("kl", 30 + 20.0 / number + random.nextDouble());
      }
      double validation = 0.35 - 0.2 / number + 0.01 * random.nextDouble();
      double loss = 500 + 100.0 / number;
      epochs.add(new Epoch(number, loss, OptionalDouble.of(validation), 1e-3, notes, 1, 0.1));
    }
    return new Training(epochs, OptionalInt.of(9), Optional.of("ndcg@100"), "completed");
  }

  private static TrialResult result(
      Study study,
      Trial trial,
      Optional<Failure> failure,
      Map<String, Score> scores,
      PerUser perUser,
      Training training,
      double seconds) {
    DataFingerprint source =
        new DataFingerprint("ml-1m", "a".repeat(64), 6040, 3706, 1_000_209, null);
    SplitFacts split =
        new SplitFacts(
            study.splitter().spec(), 42, "b".repeat(64), JsonNodeFactory.instance.objectNode());
    TrialKey identity =
        new TrialKey(
            trial.arm().model(),
            Catalogue.settings(trial.arm().recommender()),
            source.sha256(),
            split.sha256(),
            study.evaluator().metrics().stream().map(Metric::fullName).toList(),
            new TreeMap<>(),
            trial.seed(),
            "abc1234");
    return new TrialResult(
        trial,
        identity,
        source,
        split,
        failure,
        scores,
        segments(study, scores),
        perUser,
        training,
        new Seconds(seconds, 0.1),
        500,
        new TreeMap<>(Map.of("code", "abc1234")),
        JsonNodeFactory.instance.objectNode());
  }
}
