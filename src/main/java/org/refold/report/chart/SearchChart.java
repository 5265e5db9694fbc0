package org.refold.report.chart;

import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.refold.settings.BadInputException;
import org.refold.tune.Found;

/** The best validation value so far, fit by fit, as steps: one line for each search. */
final class SearchChart {

  private SearchChart() {}

  static XYChart of(String title, List<Found> searches) {
    List<Series> series = new ArrayList<>();
    int most = searches.stream().mapToInt(found -> found.trace().size()).max().orElse(0);
    for (Found found : searches) {
      requireSameMetric(title, found, searches.get(0));
      if (!Double.isNaN(last(found.bestSoFar()))) {
        series.add(series(found, label(found, searches), most));
      }
    }
    String metric = searches.isEmpty() ? "" : searches.get(0).metric().name();
    XYChart chart =
        LineChart.of(
            title,
            Axis.linear("fits"),
            "best validation " + AxisNames.of(metric) + " so far",
            series,
            List.of());
    chart.getStyler().setXAxisDecimalPattern("0").setXAxisMin(0.0);
    for (Series one : series) {
      chart.getSeries(one.label()).setXYSeriesRenderStyle(XYSeriesRenderStyle.Step);
    }
    return chart;
  }

  private static double last(double[] values) {
    return values.length == 0 ? Double.NaN : values[values.length - 1];
  }

  private static void requireSameMetric(String title, Found found, Found first) {
    if (!found.metric().equals(first.metric())) {
      throw new BadInputException(
          "the chart '%s' cannot hold searches for %s and for %s on one axis; draw a chart of each"
              .formatted(title, first.metric().name(), found.metric().name()));
    }
  }

  /** The model, where only one search is of it. */
  private static String label(Found found, List<Found> searches) {
    String model = found.space().model();
    long same = searches.stream().filter(other -> other.space().model().equals(model)).count();
    return same == 1 ? model : found.space().toString();
  }

  /**
   * A search that ended early, for want of further settings to try, keeps its value to the end: its
   * line is as long as the others. Failed fits before the first success have no place.
   */
  private static Series series(Found found, String label, int most) {
    double[] best = found.bestSoFar();
    Series series = Series.of(label);
    for (int fit = 1; fit <= most; fit++) {
      double value = best[Math.min(fit, best.length) - 1];
      if (!Double.isNaN(value)) {
        series = series.point(fit, value);
      }
    }
    return series;
  }
}
