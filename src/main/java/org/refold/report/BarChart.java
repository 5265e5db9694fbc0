package org.refold.report;

import java.awt.Color;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.refold.data.BadInputException;
import org.refold.report.Series.Point;

/** Bars side by side over each name, with half their interval above and below the end. */
final class BarChart {

  private BarChart() {}

  static CategoryChart of(String title, Axis axis, String yTitle, List<Series> series) {
    int n = axis.categories().size();
    for (Series one : series) {
      if (one.points().size() != n) {
        throw new BadInputException(
            "'%s' has %d values, but the chart '%s' has the %d names %s"
                .formatted(one.label(), one.points().size(), title, n, axis.categories()));
      }
    }
    CategoryChart chart =
        Look.styled(
            new CategoryChartBuilder()
                .width(Look.WIDTH)
                .height(Look.HEIGHT)
                .title(title)
                .xAxisTitle(axis.title())
                .yAxisTitle(yTitle)
                .build());
    chart.getStyler().setSeriesColors(Look.FILLS.toArray(Color[]::new));
    chart.getStyler().setAvailableSpaceFill(0.8);
    chart.getStyler().setPlotGridVerticalLinesVisible(false);
    chart.getStyler().setErrorBarsColor(Color.BLACK);
    Categories.tilt(chart.getStyler(), axis.categories());
    if (series.stream().flatMap(s -> s.points().stream()).allMatch(p -> !(p.value() < 0))) {
      chart.getStyler().setYAxisMin(0.0);
    }
    for (Series one : series) {
      chart.addSeries(
          one.label(),
          axis.categories(),
          one.points().stream().map(Point::value).toList(),
          one.points().stream().map(BarChart::margin).toList());
    }
    chart.getStyler().setLegendVisible(series.size() > 1);
    return chart;
  }

  private static double margin(Point point) {
    return point.hasInterval() ? (point.high() - point.low()) / 2 : 0;
  }
}
