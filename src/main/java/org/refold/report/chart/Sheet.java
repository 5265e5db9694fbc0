package org.refold.report.chart;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.internal.chartpart.IChart;
import org.knowm.xchart.style.Styler;

/**
 * A chart and how large it is drawn. For print it is laid out anew, at another width with letters
 * of the same size; afterwards it is as it was.
 */
final class Sheet {

  /** Of a chart in its own size: a unit is a pixel of CSS. */
  private static final double OWN_POINTS = 0.75;

  /** The axis at its left, under which no title goes, and some at its right. */
  private static final int BESIDE_TITLE = 105;

  private final IChart chart;
  private final int width;
  private final int height;
  private final double points;
  private final boolean title;

  Sheet(IChart chart, Optional<Print> print) {
    this.chart = chart;
    width = print.map(Print::units).orElse(chart.getWidth());
    points = print.map(Print::points).orElse(OWN_POINTS);
    title = print.map(Print::title).orElse(true);
    height = chart.getHeight() + parts(chart).stream().mapToInt(this::extraHeight).sum();
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Points of paper for each unit. */
  double points() {
    return points;
  }

  void paint(Graphics2D g) {
    int ownWidth = chart.getWidth();
    int ownHeight = chart.getHeight();
    List<Runnable> undo = new ArrayList<>();
    parts(chart).forEach(part -> fit(part, undo));
    chart.paint(g, width, height);
    undo.forEach(Runnable::run);
    if (width != ownWidth || height != ownHeight) {
      chart.paint(nowhere(), ownWidth, ownHeight); // a chart keeps the size it was painted in
    }
  }

  private static Graphics2D nowhere() {
    return new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
  }

  private static List<Chart<?, ?>> parts(IChart chart) {
    List<Chart<?, ?>> parts = new ArrayList<>();
    if (chart instanceof Panels panels) {
      panels.charts().forEach(part -> parts.addAll(parts(part)));
    } else if (chart instanceof Chart<?, ?> one) {
      parts.add(one);
    }
    return parts;
  }

  private int widthOf(Chart<?, ?> part) {
    return (int) ((long) width * part.getWidth() / chart.getWidth());
  }

  /** The width without a key. */
  private int plotted(Chart<?, ?> part) {
    return widthOf(part) - (part instanceof KeyedHeatMap ? HeatKey.WIDTH : 0);
  }

  private int extraHeight(Chart<?, ?> part) {
    return turnsLegend(part) ? Legend.height(Legend.labels(part)) : 0;
  }

  /** Whether the names of series stood in a line that has no room any more. */
  private boolean turnsLegend(Chart<?, ?> part) {
    Styler styler = part.getStyler();
    return width != chart.getWidth()
        && styler.isLegendVisible()
        && styler.getLegendLayout() == Styler.LegendLayout.Horizontal
        && !Legend.fitInLine(Legend.labels(part), widthOf(part));
  }

  private void fit(Chart<?, ?> part, List<Runnable> undo) {
    Styler styler = part.getStyler();
    if (!title && styler.isChartTitleVisible()) {
      styler.setChartTitleVisible(false);
      undo.add(() -> styler.setChartTitleVisible(true));
    }
    narrowTitle(part, undo);
    if (turnsLegend(part)) {
      styler.setLegendLayout(Styler.LegendLayout.Vertical);
      undo.add(() -> styler.setLegendLayout(Styler.LegendLayout.Horizontal));
    }
    if (width != chart.getWidth() && part instanceof AxesChart<?, ?> axes) {
      Categories.fit(axes, plotted(part), undo);
    }
  }

  /** Sets a title in smaller letters where it is wider than the chart. */
  private void narrowTitle(Chart<?, ?> part, List<Runnable> undo) {
    Styler styler = part.getStyler();
    Font font = styler.getChartTitleFont();
    double wide =
        font.getStringBounds(part.getTitle(), new FontRenderContext(null, true, true)).getWidth();
    double room = plotted(part) - BESIDE_TITLE;
    if (wide > room) {
      styler.setChartTitleFont(font.deriveFont((float) (font.getSize2D() * room / wide)));
      undo.add(() -> styler.setChartTitleFont(font));
    }
  }
}
