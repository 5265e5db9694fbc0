package org.refold.report.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.metric.Metrics;
import org.refold.report.table.Cell;
import org.refold.report.table.Table;
import org.refold.study.Arm;

/** The order that a metric gives the arms of a study, beside that of another one. */
final class MetricOrders {

  /** What names of metrics of sampled ranking begin with. */
  private static final String SAMPLED = "sampled-";

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
    List<Pair> turned = turned(numbers, metric, other);
    for (Pair pair : turned) {
      table =
          table.note(
              "%s leads %s by %s and is behind it by %s."
                  .formatted(pair.ahead().label(), pair.behind().label(), metric, other));
    }
    return turned.isEmpty() ? table.note("Both metrics give the same order.") : table;
  }

  /** What sampled ranking does to the order of arms, a line for each metric that has both forms. */
  static List<String> ofSampling(StudyNumbers numbers) {
    List<String> names = numbers.metrics().stream().map(Metric::name).toList();
    return names.stream()
        .filter(name -> names.contains(SAMPLED + name))
        .map(name -> ofSampling(name, turned(numbers, name, SAMPLED + name)))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<String> ofSampling(String metric, List<Pair> turned) {
    String pairs =
        turned.stream()
            .map(pair -> pair.ahead().label() + " before " + pair.behind().label())
            .collect(Collectors.joining(", "));
    return turned.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Sampled ranking turns an order of full ranking: by %s %s, by %s%s the other way round."
                .formatted(metric, pairs, SAMPLED, metric));
  }

  /** Two arms that one metric gives one order and another the other. */
  private record Pair(Arm ahead, Arm behind) {}

  private static List<Pair> turned(StudyNumbers numbers, String metric, String other) {
    List<Arm> arms = ordered(numbers, metric);
    List<Pair> turned = new ArrayList<>();
    for (int k = 0; k < arms.size(); k++) {
      for (Arm behind : arms.subList(k + 1, arms.size())) {
        if (leads(numbers, arms.get(k), behind, metric)
            && leads(numbers, behind, arms.get(k), other)) {
          turned.add(new Pair(arms.get(k), behind));
        }
      }
    }
    return turned;
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
