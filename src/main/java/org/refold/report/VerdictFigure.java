package org.refold.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.IChart;
import org.refold.report.chart.Axis;
import org.refold.report.chart.AxisNames;
import org.refold.report.chart.Charts;
import org.refold.report.chart.Panels;
import org.refold.report.chart.Series;
import org.refold.settings.BadInputException;
import org.refold.study.verdict.Measured;
import org.refold.study.verdict.VerdictRow;

/**
 * Ours less the published figures, a panel for each paper, or several where it has many rows: the
 * published one lies at 0 with its tolerance, ours with its interval; names begin with the number
 * of the row.
 */
final class VerdictFigure {

  /** As many names as can stand side by side. */
  private static final int MOST_ROWS = 15;

  /** A longer name would be shortened in its middle. */
  private static final int MOST_LETTERS = 20;

  private VerdictFigure() {}

  static IChart of(List<VerdictRow> rows) {
    Map<String, List<Integer>> byPaper = new LinkedHashMap<>();
    for (int k = 0; k < rows.size(); k++) {
      if (rows.get(k).isTried()) {
        byPaper.computeIfAbsent(rows.get(k).paper(), any -> new ArrayList<>()).add(k);
      }
    }
    List<XYChart> charts = new ArrayList<>();
    byPaper.forEach(
        (paper, places) -> {
          int parts = (places.size() + MOST_ROWS - 1) / MOST_ROWS;
          for (int part = 0; part < parts; part++) {
            int from = places.size() * part / parts;
            int to = places.size() * (part + 1) / parts;
            charts.add(panel(paper, rows, places.subList(from, to)));
          }
        });
    if (charts.isEmpty()) {
      throw new BadInputException("no published figure has one of ours; there is nothing to draw");
    }
    return Panels.withOneLegend(charts);
  }

  private static XYChart panel(String paper, List<VerdictRow> rows, List<Integer> places) {
    Series published = Series.of("published, and tolerance");
    Series ours = Series.of("ours, 95 % interval");
    Series mistaken = Series.of("ours with the mistake");
    List<String> names = new ArrayList<>();
    for (int k = 0; k < places.size(); k++) {
      VerdictRow row = rows.get(places.get(k));
      names.add(name(VerdictTables.number(places.get(k)).text(), row));
      published = published.point(k, 0, -row.tolerance(), row.tolerance());
      ours = with(ours, k, row, row.ours());
      mistaken = with(mistaken, k, row, row.withMistake());
    }
    Axis axis = Axis.categories("", names);
    return Charts.lines(paper, axis, "ours - published", List.of(published, ours, mistaken));
  }

  /** Short enough to be written whole: precision and recall by their letters, or no metric. */
  private static String name(String number, VerdictRow row) {
    String metric =
        AxisNames.of(row.metric()).replaceFirst("^Precision@", "P@").replaceFirst("^Recall@", "R@");
    String system = number + " " + row.system();
    String name = system + " " + metric;
    return name.length() <= MOST_LETTERS ? name : system;
  }

  private static Series with(Series series, int k, VerdictRow row, @Nullable Measured figure) {
    if (figure == null) {
      return series.point(k, Double.NaN);
    }
    double zero = row.published();
    return series.point(
        k,
        figure.value() - zero,
        figure.ci95().map(ci -> ci.low() - zero).orElse(Double.NaN),
        figure.ci95().map(ci -> ci.high() - zero).orElse(Double.NaN));
  }
}
