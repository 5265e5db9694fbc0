package org.refold.report.chart;

import java.awt.Color;
import java.awt.font.FontRenderContext;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.internal.series.Series;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Names of series under a chart: in a line where they fit, otherwise one below the other. A long
 * name goes on in a second line, since XChart would cut it at less than half of the width.
 */
final class Legend {

  private static final int LINE_LENGTH = 34;

  /** What a name takes besides its letters, in a line. */
  private static final int AROUND_NAME = LINE_LENGTH + 20;

  private static final int ROW = 25;

  /** The width beside the plot, under whose middle the legend stands. */
  private static final int BESIDE_PLOT = 80;

  /** XChart cuts what is wider than 45 in 100 of the chart. */
  private static final double WIDEST = 0.43;

  private Legend() {}

  /** By how much a chart must be higher than usual, so that its legend leaves room for the plot. */
  static int extraHeight(List<String> labels) {
    return fitInLine(labels, ChartTheme.WIDTH) ? 0 : height(labels);
  }

  /** The height of names one below the other, less that of a line of them. */
  static int height(List<String> labels) {
    int lines = labels.stream().mapToInt(label -> lines(label).size()).sum();
    return ROW * Math.max(0, lines - 1);
  }

  /**
   * Sets the legend of a chart; a single series needs none.
   *
   * @param styler Modified.
   */
  static void on(Styler styler, List<String> labels) {
    styler.setLegendVisible(labels.size() > 1);
    styler.setLegendFont(ChartTheme.FONT);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setLegendPosition(LegendPosition.OutsideS);
    styler.setLegendLayout(
        fitInLine(labels, ChartTheme.WIDTH) ? LegendLayout.Horizontal : LegendLayout.Vertical);
    styler.setLegendSeriesLineLength(LINE_LENGTH);
  }

  /** Whether names stand in one line under a chart of a width. */
  static boolean fitInLine(List<String> labels, int width) {
    return labels.stream().mapToDouble(label -> AROUND_NAME + width(label)).sum()
        < width - BESIDE_PLOT;
  }

  /** What the legend of a chart names. */
  static List<String> labels(Chart<?, ?> chart) {
    return chart.getSeriesCollection().stream()
        .filter(Series::isShowInLegend)
        .map(Series::getLabel)
        .toList();
  }

  /**
   * Breaks long names of a chart.
   *
   * @param chart Modified.
   */
  static <C extends Chart<?, ?>> C broken(C chart) {
    chart.getSeriesCollection().stream()
        .filter(Series::isShowInLegend)
        .forEach(series -> series.setLabel(String.join("\n", lines(series.getLabel()))));
    return chart;
  }

  /** A name in lines that are not too wide, broken at blanks. */
  private static List<String> lines(String label) {
    double most = WIDEST * ChartTheme.WIDTH;
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : label.replace('\n', ' ').split(" ", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && width(longer) > most) {
        lines.add(line.toString());
        line = new StringBuilder(word);
      } else {
        line = new StringBuilder(longer);
      }
    }
    lines.add(line.toString());
    return lines;
  }

  /**
   * Names what the entries that follow are levels of: an entry without a line and a shape.
   *
   * @param chart Modified.
   * @param x a place on its axis
   * @param heading nothing is added where it is empty
   */
  static void heading(XYChart chart, double x, String heading) {
    if (!heading.isEmpty()) {
      XYSeries entry = chart.addSeries(heading, new double[] {x}, new double[] {Double.NaN});
      entry.setMarker(SeriesMarkers.NONE).setLineStyle(SeriesLines.NONE);
    }
  }

  /** The width of a text in the smallest letters of charts, in pixels. */
  static double width(String text) {
    FontRenderContext context = new FontRenderContext(null, true, true);
    return ChartTheme.FONT.getStringBounds(text, context).getWidth();
  }
}
