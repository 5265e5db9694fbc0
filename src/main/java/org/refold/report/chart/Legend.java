package org.refold.report.chart;

import java.awt.Color;
import java.awt.font.FontRenderContext;
import java.util.List;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Names of series under a chart: in a line where they fit, otherwise one below the other. */
final class Legend {

  private static final int LINE_LENGTH = 34;

  /** What a name takes besides its letters, in a line. */
  private static final int AROUND_NAME = LINE_LENGTH + 20;

  private static final int ROW = 25;

  /** The width of the plot, under whose middle the legend stands. */
  private static final int ROOM = ChartTheme.WIDTH - 80;

  private Legend() {}

  /** By how much a chart must be higher than usual, so that its legend leaves room for the plot. */
  static int extraHeight(List<String> labels) {
    return fitInLine(labels) ? 0 : ROW * (labels.size() - 1);
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
    styler.setLegendLayout(fitInLine(labels) ? LegendLayout.Horizontal : LegendLayout.Vertical);
    styler.setLegendSeriesLineLength(LINE_LENGTH);
  }

  private static boolean fitInLine(List<String> labels) {
    return labels.stream().mapToDouble(label -> AROUND_NAME + width(label)).sum() < ROOM;
  }

  /** The width of a text in the smallest letters of charts, in pixels. */
  static double width(String text) {
    FontRenderContext context = new FontRenderContext(null, true, true);
    return ChartTheme.FONT.getStringBounds(text, context).getWidth();
  }
}
