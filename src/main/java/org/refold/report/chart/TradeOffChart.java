package org.refold.report.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.refold.report.chart.Series.Point;
import org.refold.settings.BadInputException;

/** Value against cost, with a line along what nothing cheaper beats: the Pareto front. */
final class TradeOffChart {

  private TradeOffChart() {}

  static XYChart of(String title, Axis cost, String yTitle, List<Series> systems) {
    List<Point> points =
        systems.stream().flatMap(s -> s.points().stream()).filter(Point::isThere).toList();
    if (points.isEmpty()) {
      throw new BadInputException("the chart '%s' has no point to show".formatted(title));
    }
    List<String> labels = new ArrayList<>(List.of("Pareto front"));
    systems.forEach(system -> labels.add(system.label()));
    XYChart chart = ChartTheme.chart(title, cost.title(), yTitle, labels);
    if (cost.scale() == Axis.Scale.LOG) {
      ChartTheme.logarithmic(chart.getStyler());
    }
    ChartTheme.digits(chart.getStyler(), systems);
    List<Point> front = front(points);
    XYSeries line =
        chart.addSeries(
            labels.get(0),
            front.stream().mapToDouble(Point::x).toArray(),
            front.stream().mapToDouble(Point::value).toArray());
    line.setMarker(SeriesMarkers.NONE);
    line.setLineColor(ChartTheme.GREY).setLineStyle(ChartTheme.stroke(1)).setLineWidth(1.4f);
    for (int k = 0; k < systems.size(); k++) {
      List<Point> own = systems.get(k).points().stream().filter(Point::isThere).toList();
      if (own.isEmpty()) {
        continue;
      }
      XYSeries dots =
          chart.addSeries(
              systems.get(k).label(),
              own.stream().mapToDouble(Point::x).toArray(),
              own.stream().mapToDouble(Point::value).toArray());
      dots.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
      dots.setMarker(ChartTheme.marker(k)).setMarkerColor(ChartTheme.colour(k));
    }
    return chart;
  }

  /** The points that no other one beats in both, from the cheapest on. */
  static List<Point> front(List<Point> points) {
    List<Point> sorted = new ArrayList<>(points);
    sorted.sort(
        Comparator.comparingDouble(Point::x)
            .thenComparing(Comparator.comparingDouble(Point::value).reversed()));
    List<Point> front = new ArrayList<>();
    double best = Double.NEGATIVE_INFINITY;
    for (Point point : sorted) {
      if (point.value() > best) {
        front.add(point);
        best = point.value();
      }
    }
    return List.copyOf(front);
  }
}
