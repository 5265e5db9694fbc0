package org.refold.report.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;

/**
 * A heat map that leaves room for a {@link HeatKey} at its right. The key of XChart divides by the
 * difference of the values, which may be 0, and turns a map of RMSE the wrong way.
 */
final class KeyedHeatMap extends HeatMapChart {

  KeyedHeatMap(HeatMapChartBuilder chart) {
    super(chart);
  }

  @Override
  public void paint(Graphics2D g, int width, int height) {
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, width, height);
    super.paint(g, width - HeatKey.WIDTH, height);
    setWidth(width); // otherwise it would be narrower each time
  }
}
