package org.refold.report.study;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.metric.Metrics;
import org.refold.report.table.Cell;
import org.refold.report.table.Table;
import org.refold.study.Arm;

/** The order that a metric gives the arms of a study, beside that of another one. */
final class MetricOrders {

  private MetricOrders() {}

  private static Cell estimate(StudyNumbers numbers, Arm arm, Metric metric) {
    StudyNumbers.Estimate estimate = numbers.estimate(arm, metric);
    return new Cell.Estimate(estimate.mean(), estimate.margin(), Cell.METRIC_DIGITS);
  }

  /**
   * The arms by two metrics, each with its place: whether one metric turns the order that another
   * gives, as sampled ranking may turn that of full ranking.
   *
   * @param metric a metric of the study, whose order the rows have
   * @param other another one
   */
  static Table table(StudyNumbers numbers, String metric, String other) {
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
