package org.refold.report.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
    List<Arm> arms = ordered(numbers, metric);
    List<Arm> others = ordered(numbers, other);
    Table table = Table.of("Order by two metrics", "arm", metric, "place", other, "place there");
    for (int k = 0; k < arms.size(); k++) {
      table =
          table.row(
              arms.get(k).label(),
              estimate(numbers, arms.get(k), Metrics.of(metric)),
              k + 1,
              estimate(numbers, arms.get(k), Metrics.of(other)),
              others.indexOf(arms.get(k)) + 1);
    }
    int turned = 0;
    for (int k = 0; k < arms.size(); k++) {
      for (int j = k + 1; j < arms.size(); j++) {
        if (leads(numbers, arms.get(k), arms.get(j), metric)
            && leads(numbers, arms.get(j), arms.get(k), other)) {
          turned++;
          table =
              table.note(
                  "%s leads %s by %s and is behind it by %s."
                      .formatted(arms.get(k).label(), arms.get(j).label(), metric, other));
        }
      }
    }
    return turned > 0 ? table : table.note("Both metrics give the same order.");
  }

  /** Whether an arm is better than another, not equal to it. */
  private static boolean leads(StudyNumbers numbers, Arm arm, Arm other, String name) {
    Metric metric = Metrics.of(name);
    double gain = numbers.estimate(arm, metric).mean() - numbers.estimate(other, metric).mean();
    return metric.better() == Metric.Better.HIGHER ? gain > 0 : gain < 0;
  }

  /** The best first. */
  private static List<Arm> ordered(StudyNumbers numbers, String name) {
    Metric metric = Metrics.of(name);
    double sign = metric.better() == Metric.Better.HIGHER ? -1 : 1;
    List<Arm> arms = new ArrayList<>(numbers.arms());
    arms.sort(Comparator.comparingDouble(arm -> sign * numbers.estimate(arm, metric).mean()));
    return arms;
  }
}
