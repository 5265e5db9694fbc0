package org.refold.report.study;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.refold.evaluate.Interval;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.statistics.Comparison;
import org.refold.report.chart.AxisNames;
import org.refold.report.chart.Series;
import org.refold.study.Arm;

/** What arms gain over the reference of their line by one metric, user by user, for figures. */
final class PairedDifferences {

  private final StudyComparisons comparisons;
  private final Metric metric;
  private double leastSeen = Double.POSITIVE_INFINITY;
  private double mostSeen;
  private boolean empty = true;

  PairedDifferences(StudyComparisons comparisons, Metric metric) {
    this.comparisons = comparisons;
    this.metric = metric;
  }

  /** The base of the report, or the arm of the line with its levels, or the first arm. */
  Arm reference(ArmLine line) {
    Arm base = comparisons.base();
    return line.arms().contains(base)
        ? base
        : line.at(base.levels()).orElseGet(() -> line.arms().get(0));
  }

  /**
   * The comparison with the reference, unless the arm is it; what it sees is kept for the title.
   */
  Optional<Comparison> of(Arm arm, Arm reference) {
    if (arm.equals(reference)) {
      return Optional.empty();
    }
    Optional<Comparison> found = comparisons.between(arm, reference, metric);
    found.ifPresent(
        comparison -> {
          leastSeen = Math.min(leastSeen, comparison.detectable());
          mostSeen = Math.max(mostSeen, comparison.detectable());
          empty = false;
        });
    return found;
  }

  /** The difference as a point with its interval; that of the reference is 0. */
  Optional<Series.Point> point(Arm arm, Arm reference, double x) {
    if (arm.equals(reference)) {
      return Optional.of(new Series.Point(x, 0, 0, 0));
    }
    return of(arm, reference)
        .map(
            found -> {
              Interval interval = found.interval();
              return new Series.Point(x, found.difference(), interval.low(), interval.high());
            });
  }

  /** Whether nothing was compared. */
  boolean isEmpty() {
    return empty;
  }

  /** What the axis of some lines is: the metric less that of their references. */
  String axis(List<ArmLine> shown) {
    Set<String> references =
        shown.stream().map(line -> ArmLine.within(reference(line))).collect(Collectors.toSet());
    return AxisNames.of(metric.name())
        + " less that of "
        + (references.size() == 1 ? references.iterator().next() : "the first level");
  }

  /** What the figure could have shown. */
  String title() {
    return "paired differences, 95 %; " + seen("%.4f", 1);
  }

  /** The same for a map that names its reference. */
  String titleInThousandths() {
    return "less the reference, x 1000; * p < .05, not adjusted; " + seen("%.1f", 1000);
  }

  /** The smallest differences that are detected, which is one for each pair. */
  private String seen(String digits, double scale) {
    String least = String.format(Locale.ROOT, digits, scale * leastSeen);
    String most = String.format(Locale.ROOT, digits, scale * mostSeen);
    return (least.equals(most) ? most : least + " to " + most) + " would be seen";
  }
}
