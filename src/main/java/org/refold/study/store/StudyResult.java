package org.refold.study.store;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.refold.evaluate.metric.Metrics;
import org.refold.settings.BadInputException;
import org.refold.settings.Suggestions;
import org.refold.study.Arm;
import org.refold.study.Replicate;
import org.refold.study.Study;
import org.refold.study.Trial;

/**
 * A study and what came of it so far: everything that tables, figures and tests are made of.
 *
 * <p>Arrays over seeds are aligned with {@code study().seeds()} for all arms, arrays over users
 * with {@link #users()}; NaN stands for what is not there. So the same place in the arrays of two
 * arms is the same seed or the same user, and differences are paired. In a cross-validation the
 * value with a seed is the mean over the folds that have one.
 *
 * @param study the design
 * @param trials those that have ended, in the order of {@link Study#trials}
 */
public record StudyResult(Study study, List<TrialResult> trials) {

  /** Brings the trials into the order of the study; those of other studies are left out. */
  public StudyResult {
    Map<Trial, TrialResult> byTrial = new HashMap<>();
    trials.forEach(result -> byTrial.put(result.trial(), result));
    trials = study.trials().stream().filter(byTrial::containsKey).map(byTrial::get).toList();
  }

  /** The result of a trial, finished or failed, if it has ended. */
  public Optional<TrialResult> of(Trial trial) {
    return trials.stream().filter(result -> result.trial().equals(trial)).findFirst();
  }

  /** The same where the split is one. */
  public Optional<TrialResult> of(Arm arm, long seed) {
    return of(new Trial(arm, seed));
  }

  /** The trials that have figures. */
  public List<TrialResult> finished() {
    return trials.stream().filter(TrialResult::isFinished).toList();
  }

  /** The trials that failed. */
  public List<TrialResult> failed() {
    return trials.stream().filter(result -> !result.isFinished()).toList();
  }

  /** The trials that have not ended. */
  public List<Trial> missing() {
    Set<Trial> ended = trials.stream().map(TrialResult::trial).collect(Collectors.toSet());
    return study.trials().stream().filter(trial -> !ended.contains(trial)).toList();
  }

  /** The arms that have at least one finished trial, in the order of the study. */
  public List<Arm> arms() {
    Set<Arm> measured =
        finished().stream().map(result -> result.trial().arm()).collect(Collectors.toSet());
    return study.arms().stream().filter(measured::contains).toList();
  }

  /** The metrics by their short names, the main one first. */
  public List<String> metrics() {
    return study.metricNames();
  }

  /**
   * The figure of a metric with each seed: {@code [seeds]}.
   *
   * @param metric any way of writing it
   * @throws BadInputException if it was not measured
   */
  public double[] values(Arm arm, String metric) {
    String name = nameOf(metric);
    return bySeed(arm, result -> result.mean(name));
  }

  /** The seconds that the fit took with each seed: {@code [seeds]}. */
  public double[] fitSeconds(Arm arm) {
    return bySeed(arm, result -> result.isFinished() ? result.seconds().fit() : Double.NaN);
  }

  /**
   * The figure of a metric with each seed on each fold: {@code [seeds][folds]}, one fold where the
   * split is one.
   *
   * @param metric any way of writing it
   * @throws BadInputException if it was not measured
   */
  public double[][] foldValues(Arm arm, String metric) {
    String name = nameOf(metric);
    return byFold(arm, result -> result.mean(name));
  }

  private double[][] byFold(Arm arm, ToDoubleFunction<TrialResult> value) {
    Map<Replicate, TrialResult> ofArm = of(arm);
    List<Integer> folds = study.folds();
    double[][] values = new double[study.seeds().size()][folds.size()];
    for (int seed = 0; seed < values.length; seed++) {
      for (int fold = 0; fold < folds.size(); fold++) {
        TrialResult result = ofArm.get(new Replicate(study.seeds().get(seed), folds.get(fold)));
        values[seed][fold] = result == null ? Double.NaN : value.applyAsDouble(result);
      }
    }
    return values;
  }

  private Map<Replicate, TrialResult> of(Arm arm) {
    Map<Replicate, TrialResult> ofArm = new HashMap<>();
    trials.stream()
        .filter(result -> result.trial().arm().equals(arm))
        .forEach(result -> ofArm.put(result.trial().replicate(), result));
    return ofArm;
  }

  private double[] bySeed(Arm arm, ToDoubleFunction<TrialResult> value) {
    return Arrays.stream(byFold(arm, value)).mapToDouble(StudyResult::mean).toArray();
  }

  private static double mean(double[] folds) {
    return Arrays.stream(folds).filter(v -> !Double.isNaN(v)).average().orElse(Double.NaN);
  }

  /** The raw ids of all users of all trials, each once, in the order of the first that had them. */
  public List<String> users() {
    Set<String> users = new LinkedHashSet<>();
    trials.forEach(result -> users.addAll(result.perUser().users()));
    return List.copyOf(users);
  }

  /**
   * The value of each user with each seed: {@code [seeds][users]}.
   *
   * @param metric any way of writing it
   * @throws BadInputException if it was not measured
   */
  public double[][] perUser(Arm arm, String metric) {
    String name = nameOf(metric);
    List<String> users = users();
    Map<String, Integer> places = new HashMap<>();
    for (int k = 0; k < users.size(); k++) {
      places.put(users.get(k), k);
    }
    Map<Replicate, TrialResult> ofArm = of(arm);
    List<Integer> folds = study.folds();
    double[][] values = new double[study.seeds().size()][users.size()];
    for (int seed = 0; seed < values.length; seed++) {
      int[] counts = new int[users.size()];
      for (int fold : folds) {
        TrialResult result = ofArm.get(new Replicate(study.seeds().get(seed), fold));
        if (result != null) {
          add(result.perUser(), name, places, values[seed], counts);
        }
      }
      for (int user = 0; user < counts.length; user++) {
        values[seed][user] /= counts[user]; // 0 / 0 is the NaN of a user without any value
      }
    }
    return values;
  }

  private static void add(
      PerUser from, String metric, Map<String, Integer> places, double[] sums, int[] counts) {
    double[] found = from.of(metric);
    for (int k = 0; k < found.length; k++) {
      Integer place = places.get(from.users().get(k));
      if (place != null && !Double.isNaN(found[k])) {
        sums[place] += found[k];
        counts[place]++;
      }
    }
  }

  private String nameOf(String metric) {
    String name = Metrics.of(metric).name();
    if (!metrics().contains(name)) {
      throw new BadInputException(
          "%s was not measured in %s; %s"
              .formatted(name, study.name(), Suggestions.hint(name, metrics())));
    }
    return name;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s: %d of %d trials finished, %d failed",
        study.name(),
        finished().size(),
        study.trials().size(),
        failed().size());
  }
}
