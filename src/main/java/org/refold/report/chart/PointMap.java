package org.refold.report.chart;

import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.refold.report.chart.Series.Point;
import org.refold.settings.BadInputException;

/** Many points in a plane, in groups. */
final class PointMap {

  /** Small, since there may be thousands. */
  private static final int MARKER = 5;

  /**
   * There is no line to show: with room for one, a marker would stand nearer to the name before.
   */
  private static final int LEGEND_MARKER = 12;

  private PointMap() {}

  static XYChart of(String title, Axis axis, String yTitle, List<Series> groups) {
    if (groups.stream().flatMap(group -> group.points().stream()).noneMatch(Point::isThere)) {
      throw new BadInputException("the chart '%s' has no point to show".formatted(title));
    }
    List<String> labels = groups.stream().map(Series::label).toList();
    XYChart chart = ChartTheme.chart(title, axis.title(), yTitle, labels);
    if (axis.scale() == Axis.Scale.LOG) {
      ChartTheme.logarithmic(chart.getStyler());
    }
    ChartTheme.digits(chart.getStyler(), groups);
    chart.getStyler().setMarkerSize(MARKER).setLegendSeriesLineLength(LEGEND_MARKER);
    List<Look> looks = Look.of(labels);
    for (int k = 0; k < groups.size(); k++) {
      List<Point> own = groups.get(k).points().stream().filter(Point::isThere).toList();
      if (!own.isEmpty()) {
        XYSeries dots =
            chart.addSeries(
                groups.get(k).label(),
                own.stream().mapToDouble(Point::x).toArray(),
                own.stream().mapToDouble(Point::value).toArray());
        dots.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        dots.setMarker(looks.get(k).marker()).setMarkerColor(looks.get(k).paint());
      }
    }
    return Legend.broken(chart);
  }
}
