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

  private static final String FRONT = "Pareto front";

  private TradeOffChart() {}

  static XYChart of(String title, Axis cost, String yTitle, String heading, List<Series> systems) {
    List<Point> points =
        systems.stream().flatMap(s -> s.points().stream()).filter(Point::isThere).toList();
    if (points.isEmpty()) {
      throw new BadInputException("the chart '%s' has no point to show".formatted(title));
    }
    List<Point> front = front(points);
    boolean line = front.size() > 1; // one point is no line, and nothing to name
    List<String> labels = new ArrayList<>(line ? List.of(FRONT) : List.of());
    labels.addAll(heading.isEmpty() ? List.of() : List.of(heading));
    systems.forEach(system -> labels.add(system.label()));
    XYChart chart = ChartTheme.chart(title, cost.title(), yTitle, labels);
    if (cost.scale() == Axis.Scale.LOG) {
      ChartTheme.logarithmic(chart.getStyler());
    }
    ChartTheme.digits(chart.getStyler(), systems);
    if (line) {
      draw(chart, front);
    }
    Legend.heading(chart, points.get(0).x(), heading);
    List<Look> looks = Look.of(systems.stream().map(Series::label).toList());
    for (int k = 0; k < systems.size(); k++) {
      points(chart, systems.get(k), looks.get(k));
    }
    return Legend.broken(chart);
  }

  private static void draw(XYChart chart, List<Point> front) {
    XYSeries line =
        chart.addSeries(
            FRONT,
            front.stream().mapToDouble(Point::x).toArray(),
            front.stream().mapToDouble(Point::value).toArray());
    line.setMarker(SeriesMarkers.NONE);
    line.setLineColor(ChartTheme.GREY).setLineStyle(ChartTheme.stroke(1)).setLineWidth(1.4f);
  }

  private static void points(XYChart chart, Series system, Look look) {
    if (system.points().isEmpty()) {
      return;
    }
    XYSeries dots =
        chart.addSeries(
            system.label(),
            system.points().stream().mapToDouble(Point::x).toArray(),
            system.points().stream().mapToDouble(Point::value).toArray());
    dots.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    dots.setMarker(look.marker()).setMarkerColor(look.paint());
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
