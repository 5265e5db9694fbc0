package org.refold.evaluate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.refold.data.Vocabulary;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.metric.Metrics;
import org.refold.settings.BadInputException;
import org.refold.settings.Suggestions;

/** What an {@link Evaluator} found. Immutable. */
public final class Evaluation {

  private final Evaluator evaluator;
  private final Map<Metric, MetricResult> results;
  private final Vocabulary users;
  private final int evaluatedUsers;
  private final Seconds seconds;
  private final List<String> notes;

  /**
   * Where the time went, in seconds of wall time.
   *
   * @param scoring the model's part
   * @param ranking selection and metrics
   */
  record Seconds(double scoring, double ranking) {}

  Evaluation(
      Evaluator evaluator,
      List<MetricResult> results,
      Vocabulary users,
      int evaluatedUsers,
      Seconds seconds,
      List<String> notes) {
    this.evaluator = evaluator;
    this.results = new LinkedHashMap<>();
    results.forEach(result -> this.results.put(result.metric(), result));
    this.users = users;
    this.evaluatedUsers = evaluatedUsers;
    this.seconds = seconds;
    this.notes = notes;
  }

  /** What was asked: metrics and conventions. */
  public Evaluator evaluator() {
    return evaluator;
  }

  /** The results, in the order in which the metrics were asked for. */
  public List<MetricResult> results() {
    return List.copyOf(results.values());
  }

  /**
   * The result of one metric.
   *
   * @param name any way of writing it: {@code "ndcg@100"}
   * @throws BadInputException if it was not evaluated
   */
  public MetricResult metric(String name) {
    return metric(Metrics.of(name));
  }

  /**
   * The result of one metric.
   *
   * @throws BadInputException if it was not evaluated
   */
  public MetricResult metric(Metric metric) {
    MetricResult result = results.get(metric);
    if (result == null) {
      List<String> names = results.keySet().stream().map(Metric::name).toList();
      throw new BadInputException(
          "%s was not evaluated; %s"
              .formatted(metric.name(), Suggestions.hint(metric.name(), names)));
    }
    return result;
  }

  /** The users of the hold-out, to which per-user values are aligned. */
  public Vocabulary users() {
    return users;
  }

  /** How many users had something held out; all others were skipped. */
  public int evaluatedUsers() {
    return evaluatedUsers;
  }

  /** What is to be known beside the figures, a line each; empty where there is nothing. */
  public List<String> notes() {
    return notes;
  }

  /** Wall time that the model took to score or predict, in seconds. */
  public double scoreSeconds() {
    return seconds.scoring();
  }

  /** Wall time of ranking and metrics, in seconds. */
  public double rankSeconds() {
    return seconds.ranking();
  }

  /**
   * How each figure came about, in words: the evaluator's description and whom it was applied to.
   */
  public String describe() {
    StringBuilder text = new StringBuilder(evaluator.describe());
    text.append(
        String.format(
            Locale.ROOT,
            "  here: %d of %d users had a held-out item",
            evaluatedUsers,
            users.size()));
    for (MetricResult result : results.values()) {
      if (result.users() != evaluatedUsers) {
        text.append(
            String.format(
                Locale.ROOT, "; %s is over %d users", result.metric().name(), result.users()));
      }
    }
    return text.append('\n').toString();
  }

  /** A table for a terminal: metric, mean, interval, users; and the notes below it. */
  @Override
  public String toString() {
    int width = results.keySet().stream().mapToInt(m -> m.name().length()).max().orElse(0);
    String row = "%-" + Math.max(6, width) + "s  %8s  %-18s  %6s%n";
    StringBuilder table = new StringBuilder();
    table.append(String.format(Locale.ROOT, row, "metric", "mean", "95 % interval", "users"));
    for (MetricResult result : results.values()) {
      String range =
          result
              .ci95()
              .map(ci -> String.format(Locale.ROOT, "[%.4f, %.4f]", ci.low(), ci.high()))
              .orElse("");
      String mean = String.format(Locale.ROOT, "%.4f", result.mean());
      table.append(
          String.format(Locale.ROOT, row, result.metric().name(), mean, range, result.users()));
    }
    notes.forEach(note -> table.append(note).append(System.lineSeparator()));
    return table.toString();
  }
}
