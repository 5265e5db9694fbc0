package org.refold.study.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.refold.data.Vocabulary;
import org.refold.data.sets.DataSets;
import org.refold.evaluate.Interval;
import org.refold.evaluate.MetricResult;
import org.refold.evaluate.SegmentsBy;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.metric.Metrics;
import org.refold.evaluate.statistics.UserValues;
import org.refold.recommend.Epoch;
import org.refold.study.Trial;

/**
 * What is known of a trial that has ended: all that its files hold.
 *
 * @param trial what was done
 * @param identity what its outcome depends on
 * @param data the data before the split
 * @param split how they were split
 * @param failure why there is no result, if there is none
 * @param metrics what was measured, by the short name of the metric, in the order of the study
 * @param segments the same for each segment, in order, where the results are broken down
 * @param perUser the value of each user
 * @param training how training went
 * @param seconds where the time went
 * @param peakMemory the most memory that the process had had by the end of the trial, in MB; -1
 *     where the system does not tell
 * @param environment the machine, the Java runtime and the code
 * @param provenance code, hashes and the whole configuration, as OLCUT has them, in short
 */
public record TrialResult(
    Trial trial,
    TrialKey identity,
    DataFingerprint data,
    SplitFacts split,
    Optional<Failure> failure,
    Map<String, Score> metrics,
    Map<SegmentsBy, List<Part>> segments,
    PerUser perUser,
    Training training,
    Seconds seconds,
    long peakMemory,
    SortedMap<String, String> environment,
    JsonNode provenance) {

  /**
   * The split that a trial stood on.
   *
   * @param spec the protocol
   * @param seed its seed
   * @param sha256 the hash of its parts
   * @param audit how clean it is, as {@link org.refold.split.audit.SplitAudit#asMap}
   */
  public record SplitFacts(String spec, long seed, String sha256, JsonNode audit) {}

  /**
   * Why a trial failed.
   *
   * @param type the class of what was thrown
   * @param message what it said
   * @param where the first line of the project that it went through
   */
  public record Failure(String type, String message, String where) {
    @Override
    public String toString() {
      return message.isBlank() ? type + " at " + where : message;
    }
  }

  /**
   * One metric of a trial.
   *
   * @param mean the figure
   * @param ci95 its 95 % interval over users, where it has one
   * @param users how many users took part
   * @param convention the full name of the metric
   */
  public record Score(
      double mean,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Interval> ci95,
      int users,
      String convention) {

    /** What an evaluation found. */
    public static Score of(MetricResult result) {
      return new Score(result.mean(), result.ci95(), result.users(), result.metric().fullName());
    }
  }

  /**
   * One segment of users or items.
   *
   * @param name which one, such as {@code 20-99} or {@code tail}
   * @param users how many users have a held-out item in it
   * @param metrics what was measured, by the short name of the metric; empty where no user has
   */
  public record Part(String name, int users, Map<String, Score> metrics) {

    /** Copies the map. */
    public Part {
      metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }
  }

  /**
   * How training went; empty for models that are not trained by epochs.
   *
   * @param epochs those that were completed
   * @param bestEpoch the epoch, from 1, whose weights were measured
   * @param metric the full name of what the best epoch was chosen by, if it was chosen
   * @param ending why training ended: {@code completed}, {@code out-of-patience}; empty where
   *     nothing was trained
   */
  public record Training(
      List<Epoch> epochs, OptionalInt bestEpoch, Optional<String> metric, String ending) {

    /** Nothing was trained by epochs. */
    public static final Training NONE =
        new Training(List.of(), OptionalInt.empty(), Optional.empty(), "");

    /** Copies the epochs. */
    public Training {
      epochs = List.copyOf(epochs);
    }
  }

  /**
   * Where the time went, in seconds of wall time.
   *
   * @param fit the fit, with validation
   * @param score the model's part of the evaluation
   */
  public record Seconds(double fit, double score) {}

  /** Copies the maps. */
  public TrialResult {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    segments = Collections.unmodifiableMap(new LinkedHashMap<>(segments));
    environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
  }

  /** What it was measured on, for titles: the data and the split. */
  public String where() {
    return "%s, %s".formatted(DataSets.shortName(data.name()), split.spec());
  }

  /** Whether there are figures. */
  public boolean isFinished() {
    return failure.isEmpty();
  }

  /** The figure of a metric by its short name, NaN where it was not measured. */
  public double mean(String metric) {
    Score score = metrics.get(metric);
    return score == null ? Double.NaN : score.mean();
  }

  /**
   * The values by user, in all metrics that have them.
   *
   * @param name what the model is called in comparisons
   * @throws org.refold.settings.BadInputException if this version does not know a metric
   */
  public UserValues userValues(String name) {
    Map<Metric, double[]> values = new LinkedHashMap<>();
    for (String fullName : identity.metrics()) {
      Metric metric = Metrics.of(fullName);
      double[] own = perUser.values().get(metric.name());
      if (own != null) {
        values.put(metric, own);
      }
    }
    return UserValues.of(name, Vocabulary.of(perUser.users()), values);
  }

  /** How many threads there were, if that is known. */
  public OptionalInt threads() {
    String threads = environment.getOrDefault("threads", "");
    return threads.matches("[1-9][0-9]{0,5}")
        ? OptionalInt.of(Integer.parseInt(threads))
        : OptionalInt.empty();
  }

  /** The version of the code that ran. */
  public String code() {
    return environment.getOrDefault("code", "unknown");
  }
}
