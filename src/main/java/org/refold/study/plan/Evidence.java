package org.refold.study.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.statistics.Comparer;
import org.refold.evaluate.statistics.FoldEffect;
import org.refold.evaluate.statistics.PairedSample;
import org.refold.evaluate.statistics.UserValues;
import org.refold.study.Arm;
import org.refold.study.Replicate;
import org.refold.study.store.ArmValues;
import org.refold.study.store.StudyResult;
import org.refold.study.store.TrialResult;

/**
 * What finished trials tell of how paired differences vary in one metric: of each arm to the first
 * one that was measured.
 *
 * @param samples the differences of an arm to the first, where both were measured
 * @param seconds of wall time that a fit with its evaluation takes, by arm
 */
record Evidence(Map<Arm, PairedSample> samples, Map<Arm, Double> seconds) {

  /** Fewer folds say next to nothing about what folds vary by. */
  private static final int FEWEST_FOLDS = 5;

  static Evidence of(StudyResult result, Metric metric) {
    ArmValues values = new ArmValues(result);
    List<Arm> arms = result.arms();
    Map<Arm, PairedSample> samples = new LinkedHashMap<>();
    Map<Arm, Double> seconds = new LinkedHashMap<>();
    for (Arm arm : arms) {
      seconds.put(arm, seconds(values.trials(arm).values()));
      List<Replicate> both = values.common(arm, arms.get(0));
      if (!arm.equals(arms.get(0)) && !both.isEmpty()) {
        sample(values.samples(arm, both), values.samples(arms.get(0), both), metric)
            .ifPresent(sample -> samples.put(arm, sample));
      }
    }
    return new Evidence(samples, seconds);
  }

  private static Optional<PairedSample> sample(
      List<UserValues> first, List<UserValues> second, Metric metric) {
    List<UserValues> all = new ArrayList<>(first);
    all.addAll(second);
    return all.stream().allMatch(values -> values.metrics().contains(metric))
        ? Optional.of(Comparer.sample(first, second, metric))
        : Optional.empty();
  }

  private static double seconds(Iterable<TrialResult> trials) {
    double sum = 0;
    int count = 0;
    for (TrialResult trial : trials) {
      sum += trial.seconds().fit() + trial.seconds().score();
      count++;
    }
    return sum / count;
  }

  /**
   * The standard deviation over folds in parts of that over users: the root of the mean square over
   * pairs; empty where no pair has {@value #FEWEST_FOLDS} folds.
   */
  OptionalDouble foldShare() {
    double sum = 0;
    int count = 0;
    for (PairedSample sample : samples.values()) {
      OptionalDouble share = foldShare(sample);
      if (share.isPresent()) {
        sum += share.getAsDouble() * share.getAsDouble();
        count++;
      }
    }
    return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.sqrt(sum / count));
  }

  /** The same for one pair. */
  static OptionalDouble foldShare(PairedSample sample) {
    return sample
        .foldEffect()
        .filter(effect -> effect.folds() >= FEWEST_FOLDS && effect.userDeviation() > 0)
        .map(effect -> OptionalDouble.of(effect.foldDeviation() / effect.userDeviation()))
        .orElse(OptionalDouble.empty());
  }

  /** The standard deviation of users' differences, within folds where there are some. */
  static double userDeviation(PairedSample sample) {
    return sample.foldEffect().map(FoldEffect::userDeviation).orElseGet(sample::standardDeviation);
  }
}
