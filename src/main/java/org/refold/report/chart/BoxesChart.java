package org.refold.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.refold.settings.BadInputException;

/**
 * A box for each group from the lower to the upper quartile, a line at the median, whiskers to the
 * last values within 1.5 box lengths, and a point for every value: there are rarely many.
 *
 * <p>The box charts of XChart show no points between the whiskers and are coloured red and blue
 * whatever the style; so these are drawn as lines and areas.
 */
final class BoxesChart {

  private static final double HALF_BOX = 0.28;
  private static final double HALF_WHISKER = 0.14;
  private static final double WHISKER_LENGTH = 1.5;

  private static final int POINT = 6;

  private final XYChart chart;

  private BoxesChart(XYChart chart) {
    this.chart = chart;
  }

  static XYChart of(String title, String xTitle, String yTitle, List<Group> groups) {
    if (groups.stream().allMatch(group -> group.values().isEmpty())) {
      throw new BadInputException(
          "the chart '%s' needs at least one value, but was given %s".formatted(title, groups));
    }
    BoxesChart boxes = new BoxesChart(ChartTheme.chart(title, xTitle, yTitle, List.of()));
    boxes.chart.getStyler().setMarkerSize(POINT);
    Categories.on(boxes.chart.getStyler(), groups.stream().map(Group::label).toList());
    double[] all = groups.stream().flatMap(g -> g.values().stream()).mapToDouble(v -> v).toArray();
    Arrays.sort(all);
    ChartTheme.digits(boxes.chart.getStyler(), all[0], all[all.length - 1]);
    for (int place = 0; place < groups.size(); place++) {
      if (!groups.get(place).values().isEmpty()) {
        boxes.draw(place, groups.get(place).label(), groups.get(place).values());
      }
    }
    return boxes.chart;
  }

  private void draw(int x, String label, List<Double> values) {
    double[] sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
    double lower = quantile(sorted, 25);
    double median = quantile(sorted, 50);
    double upper = quantile(sorted, 75);
    double reach = WHISKER_LENGTH * (upper - lower);
    double low = Arrays.stream(sorted).filter(v -> v >= lower - reach).min().orElse(lower);
    double high = Arrays.stream(sorted).filter(v -> v <= upper + reach).max().orElse(upper);
    XYSeries box =
        series(
            "box of " + label,
            new double[] {x - HALF_BOX, x + HALF_BOX, x + HALF_BOX, x - HALF_BOX},
            new double[] {lower, lower, upper, upper});
    box.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
    box.setFillColor(ChartTheme.band(ChartTheme.colour(0))).setShowInLegend(false);
    box.setLineStyle(SeriesLines.NONE);
    line("lower whisker of " + label, 1.4f, x, low, x, lower);
    line("upper whisker of " + label, 1.4f, x, upper, x, high);
    line("lower end of " + label, 1.4f, x - HALF_WHISKER, low, x + HALF_WHISKER, low);
    line("upper end of " + label, 1.4f, x - HALF_WHISKER, high, x + HALF_WHISKER, high);
    line("median of " + label, 3f, x - HALF_BOX, median, x + HALF_BOX, median);
    double[] places = new double[sorted.length];
    Arrays.fill(places, x);
    XYSeries points = series(label, places, sorted);
    points.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    points.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(Color.BLACK);
  }

  /** The quantile that R calls type 7, the usual one of box plots. */
  private static double quantile(double[] sorted, double percent) {
    return new Percentile().withEstimationType(EstimationType.R_7).evaluate(sorted, percent);
  }

  private void line(String name, float width, double x1, double y1, double x2, double y2) {
    series(name, new double[] {x1, x2}, new double[] {y1, y2})
        .setLineColor(ChartTheme.colour(0))
        .setLineStyle(new BasicStroke(width));
  }

  private XYSeries series(String name, double[] x, double[] y) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setMarker(SeriesMarkers.NONE);
    return series;
  }
}
