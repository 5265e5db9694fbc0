package org.refold.report.study;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.refold.evaluate.Interval;
import org.refold.evaluate.metric.Metric;
import org.refold.report.table.Cell;
import org.refold.report.table.Table;
import org.refold.settings.BadInputException;
import org.refold.settings.Suggestions;
import org.refold.study.Arm;
import org.refold.study.SeedScope;
import org.refold.study.Study;

/** Published figures beside those of a study. */
final class PublishedFigures {

  private static final int DIGITS = 4;

  private final StudyNumbers numbers;
  private final Study study;

  PublishedFigures(StudyNumbers numbers) {
    this.numbers = numbers;
    this.study = numbers.result().study();
  }

  /** A row for each published figure, in the order of arms and metrics. */
  Table table(Map<String, Map<String, Double>> published) {
    check(published);
    Table table =
        Table.of(
            study.name() + ": published figures and ours",
            "arm",
            "metric",
            "published",
            "ours",
            "ours - published");
    for (Arm arm : study.arms()) {
      Map<String, Double> ofArm = published.getOrDefault(arm.label(), Map.of());
      for (Metric metric : numbers.metrics()) {
        if (ofArm.containsKey(metric.name())) {
          table = row(table, arm, metric, ofArm.get(metric.name()));
        }
      }
    }
    return table.note(
        "In brackets 95 %% intervals over %s.".formatted(isOfSplits() ? "splits" : "users"));
  }

  private void check(Map<String, Map<String, Double>> published) {
    List<String> known = numbers.metrics().stream().map(Metric::name).toList();
    published.forEach(
        (arm, figures) -> {
          study.arm(arm);
          for (String metric : figures.keySet()) {
            if (!known.contains(metric)) {
              throw new BadInputException(
                  "%s does not measure '%s' of '%s'; %s"
                      .formatted(study.name(), metric, arm, Suggestions.hint(metric, known)));
            }
          }
        });
  }

  private Table row(Table table, Arm arm, Metric metric, double published) {
    StudyNumbers.Estimate ours = numbers.estimate(arm, metric);
    Interval users = new Interval(ours.low(), ours.high());
    Interval interval = isOfSplits() ? overSplits(arm, metric).orElse(users) : users;
    return table.row(
        arm.label(),
        metric.name(),
        new Cell.Value(published, DIGITS),
        new Cell.Range(ours.mean(), interval.low(), interval.high(), DIGITS),
        new Cell.Value(ours.mean() - published, DIGITS));
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
    double error = splits.getStandardDeviation() / Math.sqrt(splits.getN());
    return Interval.byStudent(splits.getMean(), error, (int) splits.getN());
  }
}
