package org.refold.report.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.internal.chartpart.IChart;

/**
 * Charts one below the other in one picture, such as loss and validation. A chart without a legend
 * is as high as one that needs no room for it.
 *
 * @param charts from above
 */
public record Panels(List<IChart> charts) implements IChart {

  /** Copies the list. */
  public Panels {
    charts = List.copyOf(charts);
  }

  /** Charts one below the other. */
  public static Panels of(IChart... charts) {
    return new Panels(List.of(charts));
  }

  /**
   * Charts of the same series, one below the other: only the last one names them.
   *
   * @param charts Modified.
   */
  public static Panels withOneLegend(List<XYChart> charts) {
    charts.subList(0, charts.size() - 1).forEach(c -> c.getStyler().setLegendVisible(false));
    return new Panels(List.copyOf(charts));
  }

  @Override
  public void paint(Graphics2D g, int width, int height) {
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, width, height);
    int y = 0;
    for (IChart chart : charts) {
      int own = (int) Math.round((double) height * height(chart) / getHeight());
      Graphics2D panel = (Graphics2D) g.create();
      panel.translate(0, y);
      chart.paint(panel, width, own);
      panel.dispose();
      y += own;
    }
  }

  private static int height(IChart chart) {
    boolean legend = chart instanceof Chart<?, ?> one && one.getStyler().isLegendVisible();
    return legend ? chart.getHeight() : Math.min(chart.getHeight(), ChartTheme.HEIGHT);
  }

  @Override
  public int getWidth() {
    return charts.stream().mapToInt(IChart::getWidth).max().orElse(0);
  }

  @Override
  public int getHeight() {
    return charts.stream().mapToInt(Panels::height).sum();
  }

  @Override
  public String getTitle() {
    return String.join("; ", charts.stream().map(IChart::getTitle).toList());
  }
}
