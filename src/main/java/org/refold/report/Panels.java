package org.refold.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.List;
import org.knowm.xchart.internal.chartpart.IChart;

/**
 * Charts side by side in one picture, such as loss and validation.
 *
 * @param charts from the left
 */
public record Panels(List<IChart> charts) implements IChart {

  /** Copies the list. */
  public Panels {
    charts = List.copyOf(charts);
  }

  /** Charts side by side. */
  public static Panels of(IChart... charts) {
    return new Panels(List.of(charts));
  }

  @Override
  public void paint(Graphics2D g, int width, int height) {
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, width, height);
    int x = 0;
    for (IChart chart : charts) {
      int own = (int) Math.round((double) width * chart.getWidth() / getWidth());
      Graphics2D panel = (Graphics2D) g.create();
      panel.translate(x, 0);
      chart.paint(panel, own, height);
      panel.dispose();
      x += own;
    }
  }

  @Override
  public int getWidth() {
    return charts.stream().mapToInt(IChart::getWidth).sum();
  }

  @Override
  public int getHeight() {
    return charts.stream().mapToInt(IChart::getHeight).max().orElse(0);
  }

  @Override
  public String getTitle() {
    return String.join("; ", charts.stream().map(IChart::getTitle).toList());
  }
}
