package org.refold.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.refold.evaluate.Comparison;
import org.refold.evaluate.ComparisonTable;
import org.refold.evaluate.EffectSize;
import org.refold.evaluate.Interval;
import org.refold.evaluate.Metric;
import org.refold.evaluate.MetricResult;
import org.refold.evaluate.PairedTest;
import org.refold.evaluate.Segment;
import org.refold.evaluate.Segments;

/** Tables of comparisons and segments. */
public final class StatisticsTables {

  private static final int DIGITS = 4;

  private StatisticsTables() {}

  /** A row for each pair of models and metric; p-values are adjusted over all rows. */
  public static Table ofComparisons(String title, ComparisonTable compared) {
    Table table =
        Table.of(
            title,
            "metric",
            "model",
            "versus",
            "users",
            "difference",
            "interval",
            "effect size d",
            "p (" + compared.test().name() + ")",
            "adjusted p");
    double[] adjusted = compared.adjusted();
    for (int k = 0; k < adjusted.length; k++) {
      Comparison row = compared.comparisons().get(k);
      table =
          table.row(
              row.metric().name(),
              row.first(),
              row.second(),
              row.sample().users(),
              new Cell.Value(row.difference(), DIGITS),
              interval(row.interval(), "%.4f"),
              effect(row.effect()),
              p(row.p(compared.test())),
              p(adjusted[k]));
    }
    return table;
  }

  /** What each test says of one comparison; p-values are not adjusted. */
  public static Table ofTests(Comparison comparison) {
    Table table =
        Table.of(
            "%s versus %s by %s, %d users"
                .formatted(
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
    table =
        table.row(
            "interval", interval(comparison.interval(), "%.4f"), "of that mean, by bootstrap");
    table = table.row("d", effect(comparison.effect()), "Cohen's d of the differences, 95 %");
    for (PairedTest test : comparison.tests().keySet()) {
      table = table.row("p, " + test.name(), p(comparison.p(test)), test.meaning());
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
                : estimate(segment.metric(metric)));
      }
      table = table.row(row.toArray());
    }
    return table;
  }

  private static Cell estimate(MetricResult result) {
    return result
        .ci95()
        .<Cell>map(ci -> new Cell.Estimate(result.mean(), (ci.high() - ci.low()) / 2, DIGITS))
        .orElse(new Cell.Value(result.mean(), DIGITS));
  }

  private static String interval(Interval interval, String number) {
    return String.format(
        Locale.ROOT, "[" + number + ", " + number + "]", interval.low(), interval.high());
  }

  private static String effect(EffectSize effect) {
    return String.format(Locale.ROOT, "%.3f ", effect.d()) + interval(effect.ci95(), "%.3f");
  }

  /** Two digits; below 0.001 the exact number says nothing more. */
  private static String p(double p) {
    return p < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", p);
  }
}
