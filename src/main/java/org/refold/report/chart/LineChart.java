package org.refold.report.chart;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.AnnotationLine;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.refold.report.chart.Series.Point;
import org.refold.settings.BadInputException;

/**
 * Values with their intervals: lines with bands over numbers, over names points with bars, which
 * nothing joins.
 */
final class LineChart {

  /** How far apart the points of two series over one name stand, at most; names are 1 apart. */
  private static final double STEP_ASIDE = 0.12;

  /** How far a line over names goes on beyond the first and the last. */
  private static final double EDGE = 0.45;

  private final Axis axis;
  private final XYChart chart;
  private final int seriesCount;
  private final List<Look> looks;

  private LineChart(String title, Axis axis, String yTitle, List<String> labels, int seriesCount) {
    this.axis = axis;
    this.seriesCount = seriesCount;
    looks = Look.of(labels);
    chart = ChartTheme.chart(title, axis.title(), yTitle, labels);
  }

  static XYChart of(
      String title, Axis axis, String yTitle, List<Series> series, List<Level> levels) {
    List<String> labels = new ArrayList<>(series.stream().map(Series::label).toList());
    levels.forEach(level -> labels.add(level.label()));
    LineChart lines = new LineChart(title, axis, yTitle, labels, series.size());
    lines.check(series);
    lines.setAxis();
    List<Series> across = levels.stream().map(level -> lines.across(level, series)).toList();
    for (int k = 0; k < across.size(); k++) {
      lines.band(lines.looks.get(series.size() + k), across.get(k));
    }
    for (int k = 0; k < series.size(); k++) {
      lines.interval(k, series.get(k));
    }
    for (int k = 0; k < series.size(); k++) {
      lines.line(k, series.get(k));
    }
    for (int k = 0; k < across.size(); k++) {
      lines.level(lines.looks.get(series.size() + k), across.get(k));
    }
    List<Series> all = new ArrayList<>(series);
    all.addAll(across);
    ChartTheme.digits(lines.chart.getStyler(), all);
    return Legend.broken(lines.chart);
  }

  static XYChart aroundZero(String title, Axis axis, String yTitle, List<Series> series) {
    XYChart chart = of(title, axis, yTitle, series, List.of());
    chart.getStyler().setAnnotationLineColor(ChartTheme.GREY);
    chart.getStyler().setAnnotationLineStroke(ChartTheme.stroke(1));
    chart.addAnnotation(new AnnotationLine(0, false, false));
    return chart;
  }

  /** From the first place to the last; over names from edge to edge. */
  private Series across(Level level, List<Series> series) {
    if (axis.scale() == Axis.Scale.CATEGORIES) {
      return level.between(-EDGE, axis.categories().size() - 1 + EDGE);
    }
    DoubleSummaryStatistics places =
        series.stream()
            .flatMap(one -> one.points().stream())
            .mapToDouble(Point::x)
            .summaryStatistics();
    return level.between(places.getMin(), places.getMax());
  }

  private void check(List<Series> series) {
    if (series.stream().flatMap(s -> s.points().stream()).noneMatch(Point::isThere)) {
      throw new BadInputException(
          "the chart '%s' has nothing to show: %s".formatted(chart.getTitle(), series));
    }
    for (Series one : series) {
      for (Point point : one.points()) {
        if (axis.scale() == Axis.Scale.LOG && !(point.x() > 0)) {
          throw new BadInputException(
              String.format(
                  Locale.ROOT,
                  "%s of '%s' is %s, but a logarithmic axis begins above 0; use Axis.linear",
                  axis.title(),
                  one.label(),
                  point.x()));
        }
      }
    }
  }

  private void setAxis() {
    XYStyler styler = chart.getStyler();
    if (axis.scale() == Axis.Scale.LOG) {
      ChartTheme.logarithmic(styler);
    } else if (axis.scale() == Axis.Scale.CATEGORIES) {
      Categories.on(styler, axis.categories());
    }
  }

  private void interval(int k, Series series) {
    List<Point> points = series.points().stream().filter(Point::hasInterval).toList();
    if (points.isEmpty()) {
      return;
    }
    if (axis.scale() == Axis.Scale.CATEGORIES) {
      for (int p = 0; p < points.size(); p++) {
        Point point = points.get(p);
        double x = place(k, point);
        XYSeries bar =
            hidden(
                String.format(Locale.ROOT, "interval %d of %s", p, series.label()),
                new double[] {x, x},
                new double[] {point.low(), point.high()});
        bar.setLineColor(looks.get(k).paint()).setLineStyle(SeriesLines.SOLID).setLineWidth(1.6f);
      }
      return;
    }
    band(looks.get(k), series);
  }

  private void band(Look look, Series series) {
    List<Point> points = series.points().stream().filter(Point::hasInterval).toList();
    int n = points.size();
    if (n == 0) {
      return;
    }
    double[] x = new double[2 * n];
    double[] y = new double[2 * n];
    for (int p = 0; p < n; p++) {
      x[p] = points.get(p).x();
      y[p] = points.get(p).low();
      x[2 * n - 1 - p] = points.get(p).x();
      y[2 * n - 1 - p] = points.get(p).high();
    }
    XYSeries band = hidden("interval of " + series.label(), x, y);
    band.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
    band.setFillColor(look.band());
    band.setLineStyle(SeriesLines.NONE);
    edge(look, "low end of " + series.label(), points, Point::low);
    edge(look, "high end of " + series.label(), points, Point::high);
  }

  private void edge(Look look, String name, List<Point> points, ToDoubleFunction<Point> end) {
    double[] x = points.stream().mapToDouble(Point::x).toArray();
    XYSeries edge = hidden(name, x, points.stream().mapToDouble(end).toArray());
    edge.setLineColor(look.edge()).setLineStyle(SeriesLines.SOLID).setLineWidth(1f);
  }

  private XYSeries hidden(String name, double[] x, double[] y) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setShowInLegend(false);
    series.setMarker(SeriesMarkers.NONE);
    return series;
  }

  private void line(int k, Series series) {
    List<Point> points = series.points();
    XYSeries line =
        chart.addSeries(
            series.label(),
            points.stream().mapToDouble(point -> place(k, point)).toArray(),
            points.stream().mapToDouble(Point::value).toArray());
    Look look = looks.get(k);
    line.setMarker(look.marker()).setMarkerColor(look.paint());
    boolean ordered = axis.scale() != Axis.Scale.CATEGORIES; // no name lies between two others
    line.setLineStyle(ordered ? look.stroke() : SeriesLines.NONE).setLineColor(look.paint());
  }

  private void level(Look look, Series series) {
    List<Point> points = series.points();
    XYSeries line =
        chart.addSeries(
            series.label(),
            points.stream().mapToDouble(Point::x).toArray(),
            points.stream().mapToDouble(Point::value).toArray());
    line.setMarker(SeriesMarkers.NONE);
    line.setLineStyle(look.stroke()).setLineColor(look.paint());
  }

  private double place(int k, Point point) {
    if (axis.scale() != Axis.Scale.CATEGORIES) {
      return point.x();
    }
    double step = Math.min(STEP_ASIDE, 0.6 / seriesCount);
    return point.x() + (k - (seriesCount - 1) / 2.0) * step;
  }
}
