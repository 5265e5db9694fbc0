package org.refold.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.refold.catalogue.Catalogue;
import org.refold.data.Attributes;
import org.refold.data.sets.DataInfo;
import org.refold.data.sets.DataSet;
import org.refold.evaluate.Evaluation;
import org.refold.evaluate.Interval;
import org.refold.evaluate.MetricResult;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.metric.Metrics;
import org.refold.recommend.Epoch;
import org.refold.recommend.Recommendation;
import org.refold.recommend.TrainingLog;
import org.refold.report.table.Cell;
import org.refold.report.table.Table;
import org.refold.settings.Counted;
import org.refold.split.Split;
import org.refold.split.audit.SplitAudit;
import org.refold.study.Arm;
import org.refold.study.Study;
import org.refold.study.run.Outcome;
import org.refold.study.store.TrialResult;

/** The tables that results are shown in. */
public final class Tables {

  private static final int DIGITS = 4;

  private Tables() {}

  /** One result: a row for each metric, with its 95 % interval over users. */
  public static Table ofMetrics(Outcome outcome) {
    String title = outcome.name() + " on " + outcome.experiment().source().name();
    return ofMetrics(title, outcome.evaluation());
  }

  /** The same of an evaluation alone. */
  public static Table ofMetrics(String title, Evaluation evaluation) {
    Table table = Table.of(title, "metric", "mean", "95 % interval", "users");
    for (MetricResult result : evaluation.results()) {
      table =
          table.row(
              result.metric().name(),
              new Cell.Value(result.mean(), DIGITS),
              result.ci95().map(Tables::interval).orElse("-"),
              result.users());
    }
    return table;
  }

  private static String interval(Interval ci) {
    return String.format(Locale.ROOT, "[%.4f, %.4f]", ci.low(), ci.high());
  }

  /** Several models on one split: a row for each, with the half width of the 95 % intervals. */
  public static Table ofModels(String title, List<Outcome> outcomes) {
    List<Metric> metrics = outcomes.get(0).experiment().evaluator().metrics();
    List<String> columns = new ArrayList<>(List.of("model"));
    metrics.forEach(metric -> columns.add(metric.name()));
    columns.add("fit seconds");
    Table table = new Table(title, columns, List.of());
    for (Outcome outcome : outcomes) {
      List<Object> row = new ArrayList<>(List.of(label(outcome, outcomes)));
      for (Metric metric : metrics) {
        row.add(Cell.ofMetric(outcome.evaluation().metric(metric)));
      }
      row.add(new Cell.Value(outcome.fitSeconds(), 2));
      table = table.row(row.toArray());
    }
    return table;
  }

  /** The name of a model; where it stands there several times, what is set beside it. */
  private static String label(Outcome outcome, List<Outcome> among) {
    String name = outcome.name();
    boolean alone = among.stream().filter(other -> other.name().equals(name)).count() == 1;
    if (alone || !Catalogue.names().contains(name)) {
      return name;
    }
    return (name + " " + settings(Catalogue.changed(outcome.experiment().recommender()))).strip();
  }

  /** The same from result files; all of the same metrics. */
  public static Table ofResults(String title, List<TrialResult> results) {
    List<String> metrics = List.copyOf(results.get(0).metrics().keySet());
    List<String> columns = new ArrayList<>(List.of("model"));
    columns.addAll(metrics);
    columns.add("fit seconds");
    Table table = new Table(title, columns, List.of());
    for (TrialResult result : results) {
      List<Object> row = new ArrayList<>(List.of(result.trial().arm().label()));
      result
          .metrics()
          .values()
          .forEach(score -> row.add(Cell.ofMetric(score.mean(), score.ci95())));
      row.add(new Cell.Value(result.seconds().fit(), 2));
      table = table.row(row.toArray());
    }
    return table;
  }

  /** The figures of a data set, as {@code refold data info} shows them. */
  public static Table ofData(DataSet data) {
    DataInfo info = data.info();
    Table table = Table.of("Data " + info.name(), "", "");
    for (DataInfo.Fact fact : info.facts()) {
      table = table.row(fact.label(), fact.text());
    }
    return table;
  }

  /** What a split consists of, what was dropped, and what the audit found. */
  public static Table ofAudit(Split split) {
    Table table =
        Table.of("Split " + split.spec(), "part or check", "users", "items", "size", "finding");
    for (SplitAudit.Part part : split.audit().parts()) {
      table = table.row(part.name(), part.users(), part.items(), part.interactions(), "");
    }
    Cell none = new Cell.Value(Double.NaN, 0);
    for (SplitAudit.Dropped drop : split.audit().dropped()) {
      table = table.row("dropped", drop.users(), none, drop.interactions(), drop.why());
    }
    for (SplitAudit.Finding finding : split.audit().findings()) {
      String level = finding.level().name().toLowerCase(Locale.ROOT);
      table = table.row(finding.check(), none, none, none, level + ": " + finding.text());
    }
    return table;
  }

  /** A training, epoch by epoch: loss, validation where there is one, notes of the network. */
  public static Table ofTraining(String title, TrainingLog log) {
    List<String> columns = new ArrayList<>(List.of("epoch", "loss"));
    log.metric().ifPresent(metric -> columns.add("validation " + Metrics.of(metric).name()));
    columns.add("seconds");
    Table table = new Table(title, columns, List.of());
    for (Epoch epoch : log.epochs()) {
      List<Object> row = new ArrayList<>(List.of(epoch.number(), epoch.loss()));
      if (log.metric().isPresent()) {
        row.add(epoch.validation().orElse(Double.NaN));
      }
      row.add(new Cell.Value(epoch.seconds(), 2));
      table = table.row(row.toArray());
    }
    String ending = log.ending().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return table.note(
        "The model is that of epoch " + log.bestEpoch() + "; training " + ending + ".");
  }

  /**
   * What a training noted beside its loss, such as the divergence and the norms of gradients, in
   * its first epoch, in the one that is kept, and in its last.
   *
   * @return a row for each; nothing where nothing was noted
   */
  public static Optional<Table> ofInstruments(String title, TrainingLog log) {
    List<String> notes =
        log.epochs().stream().flatMap(e -> e.notes().keySet().stream()).distinct().toList();
    if (notes.isEmpty()) {
      return Optional.empty();
    }
    List<Epoch> epochs =
        Stream.of(1, log.bestEpoch(), log.epochs().size())
            .distinct()
            .map(number -> log.epochs().get(number - 1))
            .toList();
    List<String> columns = new ArrayList<>(List.of("noted"));
    epochs.forEach(epoch -> columns.add("epoch " + epoch.number()));
    Table table = new Table(title + ", instruments", columns, List.of());
    for (String note : notes) {
      List<Object> row = new ArrayList<>(List.of(note));
      epochs.forEach(epoch -> row.add(epoch.notes().getOrDefault(note, Double.NaN)));
      table = table.row(row.toArray());
    }
    return Optional.of(table);
  }

  /** The design of a study: a row for each arm, with what all of them share in the notes. */
  public static Table ofStudy(Study study) {
    Table table = Table.of("Study " + study.name(), "arm", "model", "settings");
    for (Arm arm : study.arms()) {
      table = table.row(arm.label(), arm.model(), settings(arm.settings()));
    }
    return table
        .note("Data " + study.data() + ", split " + study.splitter().spec() + ".")
        .note("Metrics " + String.join(", ", study.metricNames()) + ".")
        .note(
            "%s: %s, %s."
                .formatted(
                    Counted.of(study.trials().size(), "trial"),
                    Counted.of(study.arms().size(), "arm"),
                    study.repeats()));
  }

  /** Settings as they are written: {@code name=value}, by blanks. */
  public static String settings(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(" "));
  }

  /** A ranking by the raw ids of its items. */
  public static Table ofRecommendations(String title, List<Recommendation> ranking) {
    Table table = Table.of(title, "rank", "item", "score");
    for (int k = 0; k < ranking.size(); k++) {
      table = table.row(k + 1, ranking.get(k).item(), ranking.get(k).score());
    }
    return table;
  }

  /** A ranking with the titles of its items. */
  public static Table ofRecommendations(
      String title, Attributes items, List<Recommendation> ranking) {
    Table table = Table.of(title, "rank", "item", "title", "score");
    for (int k = 0; k < ranking.size(); k++) {
      Recommendation entry = ranking.get(k);
      String name = items.title(items.vocabulary().indexOf(entry.item()));
      table = table.row(k + 1, entry.item(), name, entry.score());
    }
    return table;
  }

  /** The folds of a cross-validation: the mean over folds and their standard deviation. */
  public static Table ofFolds(List<Outcome> folds) {
    Table table =
        Table.of(
            String.format(Locale.ROOT, "%s over %d folds", folds.get(0).name(), folds.size()),
            "metric",
            "mean of folds",
            "standard deviation");
    for (Metric metric : folds.get(0).experiment().evaluator().metrics()) {
      SummaryStatistics means = new SummaryStatistics();
      folds.forEach(fold -> means.addValue(fold.evaluation().metric(metric).mean()));
      table = table.row(metric.name(), means.getMean(), means.getStandardDeviation());
    }
    return table;
  }
}
