package org.refold.report.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.refold.evaluate.Interval;
import org.refold.evaluate.MetricResult;
import org.refold.evaluate.Segment;
import org.refold.evaluate.Segments;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.statistics.Comparison;
import org.refold.evaluate.statistics.ComparisonTable;
import org.refold.evaluate.statistics.EffectSize;
import org.refold.evaluate.statistics.PairedTest;

/** Tables of comparisons and segments. */
public final class StatisticsTables {

  private static final int DIGITS = 4;
  private static final int EFFECT_DIGITS = 3;

  private StatisticsTables() {}

  /**
   * A row for each pair of models and metric: the mean difference and Cohen's d, both with their
   * intervals, the p-value of the first test, plain and adjusted over all rows, and the smallest
   * difference that the design detects. Where users were tested in folds, also what the interval
   * would be for these training sets, and how much users and folds vary.
   */
  public static Table ofComparisons(String title, ComparisonTable compared) {
    boolean folded = compared.isFolded();
    List<String> columns =
        new ArrayList<>(List.of("metric", "model", "versus", "users", "difference"));
    if (folded) {
      columns.addAll(List.of("over users alone", "sd users", "sd folds"));
    }
    columns.addAll(
        List.of("detectable", "effect size d", "p (" + compared.test().name() + ")", "adjusted p"));
    Table table = new Table(title, columns, List.of());
    double[] adjusted = compared.adjusted();
    for (int k = 0; k < adjusted.length; k++) {
      Comparison row = compared.comparisons().get(k);
      List<Object> cells =
          new ArrayList<>(
              List.of(
                  row.metric().name(),
                  row.first(),
                  row.second(),
                  row.sample().users(),
                  range(row.difference(), row.interval())));
      if (folded) {
        cells.addAll(folds(row));
      }
      cells.add(new Cell.Value(row.detectable(), DIGITS));
      cells.add(effect(row.effect()));
      cells.add(new Cell.PValue(row.p(compared.test())));
      cells.add(new Cell.PValue(adjusted[k]));
      table = table.row(cells.toArray());
    }
    return table;
  }

  /** The same with how it was made, and what speaks against it, below it. */
  public static Table explained(String title, ComparisonTable compared) {
    Table table = ofComparisons(title, compared);
    for (String line : compared.explanations()) {
      table = table.note(line);
    }
    for (String caveat : compared.caveats()) {
      table = table.note("note: " + caveat);
    }
    return table;
  }

  private static List<Object> folds(Comparison row) {
    return row.sample()
        .foldEffect()
        .<List<Object>>map(
            effect ->
                List.of(
                    range(row.difference(), effect.overUsers().about(row.difference())),
                    new Cell.Value(effect.userDeviation(), DIGITS),
                    new Cell.Value(effect.foldDeviation(), DIGITS)))
        .orElse(List.of("", "", ""));
  }

  private static Cell range(double mean, Interval interval) {
    return new Cell.Range(mean, interval.low(), interval.high(), DIGITS);
  }

  /** What each test says of one comparison; p-values are not adjusted. */
  public static Table ofTests(Comparison comparison) {
    Table table =
        Table.of(
            String.format(
                Locale.ROOT,
                "%s versus %s by %s, %d users",
                comparison.first(),
                comparison.second(),
                comparison.metric().name(),
                comparison.sample().users()),
            "figure",
            "value",
            "what it is");
    table =
        table.row(
            "difference",
            String.format(Locale.ROOT, "%+.4f", comparison.difference()),
            "mean over users, %s minus %s".formatted(comparison.first(), comparison.second()));
    table = table.row("interval", interval(comparison.interval()), "of that mean, 95 %");
    table = table.row("d", effect(comparison.effect()), "Cohen's d of the differences, 95 %");
    for (PairedTest test : comparison.tests().keySet()) {
      table = table.row("p, " + test.name(), new Cell.PValue(comparison.p(test)), test.meaning());
    }
    for (String caveat : comparison.caveats()) {
      table = table.row("note", "", caveat);
    }
    return table;
  }

  /** A row for each segment, a column for each metric, with the half width of 95 % intervals. */
  public static Table ofSegments(String title, Segments segments) {
    List<Metric> metrics =
        segments.segments().stream()
            .flatMap(segment -> segment.results().stream())
            .map(MetricResult::metric)
            .distinct()
            .toList();
    List<String> columns = new ArrayList<>(List.of(segments.by(), "users"));
    metrics.forEach(metric -> columns.add(metric.name()));
    Table table = new Table(title, columns, List.of());
    for (Segment segment : segments.segments()) {
      List<Object> row = new ArrayList<>(List.of(segment.name(), segment.users()));
      for (Metric metric : metrics) {
        row.add(
            segment.results().isEmpty()
                ? new Cell.Value(Double.NaN, DIGITS)
                : Cell.ofMetric(segment.metric(metric)));
      }
      table = table.row(row.toArray());
    }
    return table;
  }

  private static String interval(Interval interval) {
    return String.format(Locale.ROOT, "[%.4f, %.4f]", interval.low(), interval.high());
  }

  private static Cell effect(EffectSize effect) {
    return new Cell.Range(effect.d(), effect.ci95().low(), effect.ci95().high(), EFFECT_DIGITS);
  }
}
