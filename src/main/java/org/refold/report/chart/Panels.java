package org.refold.report.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.internal.chartpart.IChart;

/**
 * Charts one below the other in one picture, such as loss and validation; many of them in two
 * columns. A chart without a legend is as high as one that needs no room for it.
 *
 * @param charts from above, line by line
 */
public record Panels(List<IChart> charts) implements IChart {

  /** Of more, two stand beside each other. */
  private static final int MOST_IN_COLUMN = 6;

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
    for (int first = 0; first < charts.size(); first += columns()) {
      List<IChart> row = row(first);
      for (int k = 0; k < row.size(); k++) {
        Graphics2D panel = (Graphics2D) g.create();
        panel.translate(k * width / columns(), y);
        row.get(k).paint(panel, width / columns(), scaled(height(row.get(k)), height));
        panel.dispose();
      }
      y += scaled(height(row), height);
    }
  }

  private int columns() {
    return charts.size() > MOST_IN_COLUMN ? 2 : 1;
  }

  private List<IChart> row(int first) {
    return charts.subList(first, Math.min(first + columns(), charts.size()));
  }

  private int scaled(int part, int height) {
    return (int) Math.round((double) height * part / getHeight());
  }

  private static int height(List<IChart> row) {
    return row.stream().mapToInt(Panels::height).max().orElse(0);
  }

  private static int height(IChart chart) {
    boolean legend = chart instanceof Chart<?, ?> one && one.getStyler().isLegendVisible();
    return legend ? chart.getHeight() : Math.min(chart.getHeight(), ChartTheme.HEIGHT);
  }

  @Override
  public int getWidth() {
    return columns() * charts.stream().mapToInt(IChart::getWidth).max().orElse(0);
  }

  @Override
  public int getHeight() {
    int height = 0;
    for (int first = 0; first < charts.size(); first += columns()) {
      height += height(row(first));
    }
    return height;
  }

  @Override
  public String getTitle() {
    return String.join("; ", charts.stream().map(IChart::getTitle).toList());
  }
}
