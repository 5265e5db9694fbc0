package org.refold.report.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.refold.evaluate.Interval;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.metric.Metrics;
import org.refold.report.table.Cell;
import org.refold.report.table.Table;
import org.refold.settings.BadInputException;
import org.refold.settings.Suggestions;
import org.refold.study.Arm;
import org.refold.study.SeedScope;
import org.refold.study.Study;
import org.refold.study.store.TrialResult;

/** The arms of a study beside what papers say of them. */
final class PublishedFigures {

  private static final int DIGITS = 4;

  private final StudyNumbers numbers;
  private final Study study;

  PublishedFigures(StudyNumbers numbers) {
    this.numbers = numbers;
    this.study = numbers.result().study();
  }

  /** A row for each figure, in the order given. */
  Table table(List<Published> figures) {
    Table table =
        Table.of(
            study.name() + ": published figures and ours",
            "arm",
            "metric",
            "published",
            "ours",
            "ours - published",
            "within",
            "verdict",
            "epochs, best",
            "source");
    for (Published figure : figures) {
      table = table.row(row(figure, metric(figure)).toArray());
    }
    return table.note(
        ("In brackets 95 %% intervals over %s; within: how far a correct program may be off;"
                + " epochs: those that ran, and the one that was measured.")
            .formatted(isOfSplits() ? "splits" : "users"));
  }

  private Metric metric(Published figure) {
    List<String> known = numbers.metrics().stream().map(Metric::name).toList();
    String name = Metrics.of(figure.metric()).name();
    if (!known.contains(name)) {
      throw new BadInputException(
          "%s does not measure '%s' of '%s'; %s"
              .formatted(
                  study.name(), figure.metric(), figure.arm(), Suggestions.hint(name, known)));
    }
    return numbers.metrics().get(known.indexOf(name));
  }

  private List<Object> row(Published figure, Metric metric) {
    List<Object> row =
        new ArrayList<>(
            List.of(figure.arm(), metric.name(), new Cell.Value(figure.value(), DIGITS)));
    Optional<Arm> measured =
        numbers.arms().stream().filter(arm -> arm.label().equals(figure.arm())).findFirst();
    double ours = Double.NaN;
    if (measured.isPresent()) {
      StudyNumbers.Estimate estimate = numbers.estimate(measured.get(), metric);
      ours = estimate.mean();
      Interval users = new Interval(estimate.low(), estimate.high());
      Interval interval = isOfSplits() ? overSplits(measured.get(), metric).orElse(users) : users;
      row.add(new Cell.Range(ours, interval.low(), interval.high(), DIGITS));
    } else {
      row.add("-");
    }
    row.add(new Cell.Value(ours - figure.value(), DIGITS));
    row.add(new Cell.Value(figure.within(), DIGITS));
    row.add(verdict(ours - figure.value(), figure.within()));
    row.add(measured.map(this::epochs).orElse("-"));
    row.add(figure.source());
    return row;
  }

  private static String verdict(double difference, double within) {
    if (Double.isNaN(difference)) {
      return "not tried";
    }
    return Math.abs(difference) <= within ? "reached" : difference > 0 ? "above" : "below";
  }

  private String epochs(Arm arm) {
    return numbers.trials(arm).values().stream()
        .map(TrialResult::training)
        .filter(training -> !training.epochs().isEmpty())
        .map(
            training ->
                String.format(
                    Locale.ROOT,
                    "%d, %s",
                    training.epochs().size(),
                    training.bestEpoch().isPresent() ? training.bestEpoch().getAsInt() : "-"))
        .distinct()
        .collect(Collectors.joining("; "));
  }

  /** Whether each trial of an arm has a split of its own. */
  private boolean isOfSplits() {
    return study.scope() == SeedScope.SPLIT_AND_FIT && study.seeds().size() > 1;
  }

  private Optional<Interval> overSplits(Arm arm, Metric metric) {
    SummaryStatistics splits = new SummaryStatistics();
    Arrays.stream(numbers.result().values(arm, metric.name()))
        .filter(value -> !Double.isNaN(value))
        .forEach(splits::addValue);
    int count = (int) splits.getN();
    double error = splits.getStandardDeviation() / Math.sqrt(count);
    return Interval.byStudent(splits.getMean(), error, count);
  }
}
