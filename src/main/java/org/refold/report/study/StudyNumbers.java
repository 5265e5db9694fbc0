package org.refold.report.study;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import org.refold.evaluate.Interval;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.metric.RatingMetric;
import org.refold.evaluate.statistics.UserValues;
import org.refold.evaluate.statistics.Variation;
import org.refold.study.Arm;
import org.refold.study.Replicate;
import org.refold.study.store.ArmValues;
import org.refold.study.store.StudyResult;
import org.refold.study.store.TrialResult;
import org.refold.study.store.TrialResult.Score;

/**
 * The figures of a study, arm by arm: means over seeds and folds, intervals over users, spread over
 * seeds and over folds.
 */
final class StudyNumbers {

  private static final int FEWEST_FOR_MEDIAN = 3;

  private final StudyResult result;
  private final ArmValues values;
  private final List<Metric> metrics;
  private final Map<List<Object>, Estimate> estimates = new HashMap<>();

  /**
   * What an arm came to in one metric.
   *
   * @param mean over seeds, of the mean over the folds of each
   * @param low the lower end of the 95 % interval over users, NaN where there is none
   * @param high its upper end
   * @param deviation the standard deviation over seeds, NaN for fewer than two
   * @param foldDeviation that over the folds of one seed, see {@link #withinSeeds}; NaN where no
   *     seed has two
   */
  record Estimate(double mean, double low, double high, double deviation, double foldDeviation) {
    /** Half the interval, which is one by Student's t and so lies evenly about the mean. */
    double margin() {
      return (high - low) / 2;
    }
  }

  StudyNumbers(StudyResult result) {
    this.result = result;
    this.values = new ArmValues(result);
    this.metrics = result.study().evaluator().metrics();
  }

  StudyResult result() {
    return result;
  }

  /** The arms with a finished trial. */
  List<Arm> arms() {
    return result.arms();
  }

  /** The metrics, the main one first. */
  List<Metric> metrics() {
    return metrics;
  }

  /** The finished trials of an arm, by seed and fold. */
  Map<Replicate, TrialResult> trials(Arm arm) {
    return values.trials(arm);
  }

  /**
   * The seconds of a fit of an arm: the median over its finished trials, so that the first fit of a
   * process, which finds the program cold, does not count for more than its rank.
   */
  double seconds(Arm arm) {
    double[] seconds = trials(arm).values().stream().mapToDouble(t -> t.seconds().fit()).toArray();
    return new Median().evaluate(seconds);
  }

  /** Whether each arm has so many finished trials that one slow fit does not move the median. */
  boolean hasMedians() {
    return arms().stream().allMatch(arm -> trials(arm).size() >= FEWEST_FOR_MEDIAN);
  }

  /** What an arm came to; all NaN where it was not measured. */
  Estimate estimate(Arm arm, Metric metric) {
    return estimates.computeIfAbsent(List.of(arm, metric), any -> compute(arm, metric));
  }

  private Estimate compute(Arm arm, Metric metric) {
    double[] seeds =
        Arrays.stream(result.values(arm, metric.name())).filter(v -> !Double.isNaN(v)).toArray();
    SummaryStatistics overSeeds = new SummaryStatistics();
    Arrays.stream(seeds).forEach(overSeeds::addValue);
    Interval interval = interval(arm, metric).orElse(new Interval(Double.NaN, Double.NaN));
    double deviation = seeds.length < 2 ? Double.NaN : overSeeds.getStandardDeviation();
    return new Estimate(
        overSeeds.getMean(),
        interval.low(),
        interval.high(),
        deviation,
        withinSeeds(result.foldValues(arm, metric.name())));
  }

  /**
   * The standard deviation over the folds of one seed: the root of the mean of the seeds' variances
   * with n - 1. So it has no part in what seeds vary, whether these move the folds or not.
   *
   * @param values {@code [seeds][folds]}, NaN for what is not there
   */
  static double withinSeeds(double[][] values) {
    SummaryStatistics variances = new SummaryStatistics();
    for (double[] seed : values) {
      double[] folds = Arrays.stream(seed).filter(v -> !Double.isNaN(v)).toArray();
      if (folds.length > 1) {
        variances.addValue(StatUtils.variance(folds));
      }
    }
    return Math.sqrt(variances.getMean()); // NaN without any
  }

  /**
   * The 95 % interval over users. Each user's mean over trials is one value; but where users weigh
   * differently, as with pooled ratings, it is the mean of the trials' own intervals.
   */
  private Optional<Interval> interval(Arm arm, Metric metric) {
    List<TrialResult> trials = List.copyOf(trials(arm).values());
    boolean pooled =
        metric instanceof RatingMetric ratings && ratings.pool() == RatingMetric.Pool.PAIRS;
    if (trials.size() < 2 || pooled) {
      return meanInterval(trials, metric.name());
    }
    List<UserValues> seeds = trials.stream().map(trial -> values.users(arm, trial)).toList();
    boolean perUser = seeds.stream().allMatch(seed -> seed.metrics().contains(metric));
    return perUser ? Variation.of(metric, seeds).overUsers() : Optional.empty();
  }

  private static Optional<Interval> meanInterval(List<TrialResult> trials, String metric) {
    List<Interval> own =
        trials.stream()
            .map(trial -> Optional.ofNullable(trial.metrics().get(metric)))
            .flatMap(score -> score.flatMap(Score::ci95).stream())
            .toList();
    if (own.isEmpty()) {
      return Optional.empty();
    }
    double low = own.stream().mapToDouble(Interval::low).average().orElse(Double.NaN);
    double high = own.stream().mapToDouble(Interval::high).average().orElse(Double.NaN);
    return Optional.of(new Interval(low, high));
  }

  /** The seeds and folds that both arms have. */
  List<Replicate> common(Arm one, Arm other) {
    return values.common(one, other);
  }

  /** The same as {@link ArmValues#samples}. */
  List<UserValues> samples(Arm arm, List<Replicate> repeats) {
    return values.samples(arm, repeats);
  }

  /** The arm that did best in a metric; empty where nothing was measured. */
  Optional<Arm> best(Metric metric) {
    return arms().stream()
        .filter(arm -> !Double.isNaN(estimate(arm, metric).mean()))
        .max((a, b) -> Double.compare(gain(a, metric), gain(b, metric)));
  }

  /** The mean, turned so that more is better. */
  private double gain(Arm arm, Metric metric) {
    double mean = estimate(arm, metric).mean();
    return metric.better() == Metric.Better.HIGHER ? mean : -mean;
  }
}
