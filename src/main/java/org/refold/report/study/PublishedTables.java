package org.refold.report.study;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.metric.Metrics;
import org.refold.report.table.Cell;
import org.refold.report.table.Table;
import org.refold.study.Arm;
import org.refold.study.store.StudyResult;
import org.refold.study.store.TrialResult;

/** The arms of a study beside what papers say of them, and beside their own order elsewhere. */
public final class PublishedTables {

  private PublishedTables() {}

  /**
   * A row for each figure: paper, ours with half the 95 % interval over users, whether it is within
   * what the figure says, and how many epochs ran. An arm without a finished trial is {@code not
   * tried}.
   *
   * @throws org.refold.settings.BadInputException if the study does not measure one of the metrics
   */
  public static Table beside(StudyResult result, List<Published> figures) {
    StudyNumbers numbers = new StudyNumbers(result);
    Table table =
        Table.of(
            "Published figures beside those of " + result.study().name(),
            "arm",
            "metric",
            "paper",
            "ours",
            "difference",
            "within",
            "verdict",
            "epochs, best",
            "source");
    for (Published figure : figures) {
      Metric metric = Metrics.of(figure.metric());
      Optional<Arm> arm = arm(numbers, figure.arm());
      double ours = arm.map(a -> numbers.estimate(a, metric).mean()).orElse(Double.NaN);
      double difference = ours - figure.value();
      table =
          table.row(
              figure.arm(),
              metric.name(),
              new Cell.Value(figure.value(), Cell.METRIC_DIGITS),
              arm.map(a -> estimate(numbers, a, metric)).orElse(new Cell.Words("-")),
              new Cell.Value(difference, Cell.METRIC_DIGITS),
              new Cell.Value(figure.within(), 3),
              verdict(difference, figure.within()),
              arm.map(a -> epochs(numbers, a)).orElse("-"),
              figure.source());
    }
    return table.note(
        "ours: mean ± half its 95 % interval over users; within: how far a correct program may be"
            + " off. Epochs that ran, and the one that validation chose.");
  }

  private static Optional<Arm> arm(StudyNumbers numbers, String label) {
    return numbers.arms().stream().filter(arm -> arm.label().equals(label)).findFirst();
  }

  private static Cell estimate(StudyNumbers numbers, Arm arm, Metric metric) {
    StudyNumbers.Estimate estimate = numbers.estimate(arm, metric);
    return new Cell.Estimate(estimate.mean(), estimate.margin(), Cell.METRIC_DIGITS);
  }

  private static String verdict(double difference, double within) {
    if (Double.isNaN(difference)) {
      return "not tried";
    }
    return Math.abs(difference) <= within ? "reached" : difference > 0 ? "above" : "below";
  }

  private static String epochs(StudyNumbers numbers, Arm arm) {
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

  /**
   * The arms by two metrics, each with its place: whether one metric turns the order that another
   * gives, as sampled ranking may turn that of full ranking.
   *
   * @param metric a metric of the study, whose order the rows have
   * @param other another one
   */
  public static Table order(StudyResult result, String metric, String other) {
    StudyNumbers numbers = new StudyNumbers(result);
    Map<Arm, Integer> places = places(numbers, metric);
    Map<Arm, Integer> others = places(numbers, other);
    Table table = Table.of("Order by two metrics", "arm", metric, "place", other, "place there");
    for (Arm arm : places.keySet()) {
      table =
          table.row(
              arm.label(),
              estimate(numbers, arm, Metrics.of(metric)),
              places.get(arm),
              estimate(numbers, arm, Metrics.of(other)),
              others.get(arm));
    }
    Arm[] arms = places.keySet().toArray(Arm[]::new);
    int turned = 0;
    for (int k = 0; k < arms.length; k++) {
      for (int j = k + 1; j < arms.length; j++) {
        if (others.get(arms[j]) < others.get(arms[k])) {
          turned++;
          table =
              table.note(
                  "%s leads %s by %s and is behind it by %s."
                      .formatted(arms[k].label(), arms[j].label(), metric, other));
        }
      }
    }
    return turned > 0 ? table : table.note("Both metrics give the same order.");
  }

  /** From 1, the best first. */
  private static Map<Arm, Integer> places(StudyNumbers numbers, String name) {
    Metric metric = Metrics.of(name);
    double sign = metric.better() == Metric.Better.HIGHER ? -1 : 1;
    Arm[] arms = numbers.arms().toArray(Arm[]::new);
    Arrays.sort(
        arms, Comparator.comparingDouble(arm -> sign * numbers.estimate(arm, metric).mean()));
    Map<Arm, Integer> places = new LinkedHashMap<>();
    for (Arm arm : arms) {
      places.put(arm, places.size() + 1);
    }
    return places;
  }
}
