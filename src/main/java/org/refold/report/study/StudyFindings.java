package org.refold.report.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.refold.evaluate.Interval;
import org.refold.evaluate.metric.Metric;
import org.refold.report.table.Cell;
import org.refold.report.table.Table;
import org.refold.study.Arm;

/**
 * What a study found of each arm against the base, by each metric: never that there is no
 * difference, but which one would have been seen.
 */
final class StudyFindings {

  private static final int DIGITS = 4;

  private final StudyNumbers numbers;
  private final StudyComparisons comparisons;

  StudyFindings(StudyNumbers numbers, StudyComparisons comparisons) {
    this.numbers = numbers;
    this.comparisons = comparisons;
  }

  /** A row for each metric and arm; empty where nothing was compared. */
  Optional<Table> table() {
    Arm base = comparisons.base();
    Table table =
        Table.of(
            "Findings against " + base.label(),
            "metric",
            "arm",
            "difference",
            "detectable",
            "finding");
    for (Metric metric : numbers.metrics()) {
      for (List<Object> row : rows(metric, base)) {
        table = table.row(row.toArray());
      }
    }
    return table.rows().isEmpty()
        ? Optional.empty()
        : Optional.of(
            table.note(
                "Paired differences to %s with 95 %% intervals; better and worse: p below 0.05 after Holm's adjustment over all comparisons; detectable: the smallest true difference that the test finds 80 times in 100, before that adjustment."
                    .formatted(base.label())));
  }

  private List<List<Object>> rows(Metric metric, Arm base) {
    List<List<Object>> rows = new ArrayList<>();
    for (Arm arm : numbers.arms()) {
      comparisons.of(arm, base, metric).ifPresent(found -> rows.add(row(metric, arm, found)));
    }
    return rows;
  }

  private static List<Object> row(Metric metric, Arm arm, Difference found) {
    Interval interval = found.interval();
    return List.of(
        metric.name(),
        arm.label(),
        new Cell.Range(found.mean(), interval.low(), interval.high(), DIGITS),
        new Cell.Value(found.detectable(), DIGITS),
        finding(metric, found));
  }

  private static String finding(Metric metric, Difference found) {
    boolean more = found.mean() > 0;
    String which = more == (metric.better() == Metric.Better.HIGHER) ? "better" : "worse";
    if (found.isSignificant()) {
      return which;
    }
    return found.p() < Difference.LEVEL
        ? String.format(
            Locale.ROOT, "%s by itself (p %.3f), not after adjustment", which, found.p())
        : String.format(
            Locale.ROOT,
            "none seen; %.4f would have been, in 80 of 100 studies",
            found.detectable());
  }
}
