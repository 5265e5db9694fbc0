package org.refold.report;

import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.refold.data.BadInputException;

/** A field for each pair of levels of two factors, the darker the higher. */
final class HeatMap {

  /** From light to dark, so that it reads in grey too. */
  private static final Color[] SHADES = {
    new Color(0xF7FBFF), new Color(0xC6DBEF), new Color(0x6BAED6), new Color(0x2E7EBC)
  };

  private HeatMap() {}

  static HeatMapChart of(String title, Grid grid) {
    List<Number[]> fields = new ArrayList<>();
    for (int y = 0; y < grid.yLevels().size(); y++) {
      for (int x = 0; x < grid.xLevels().size(); x++) {
        double value = grid.values().get(y).get(x);
        if (!Double.isNaN(value)) {
          fields.add(new Number[] {x, y, value});
        }
      }
    }
    if (fields.isEmpty()) {
      throw new BadInputException("the heat map '%s' has no value to show".formatted(title));
    }
    HeatMapChart chart =
        Look.styled(
            new HeatMapChartBuilder()
                .width(Look.WIDTH)
                .height(Look.HEIGHT)
                .title(title)
                .xAxisTitle(grid.xTitle())
                .yAxisTitle(grid.yTitle())
                .build());
    chart.getStyler().setRangeColors(SHADES);
    chart.getStyler().setShowValue(true);
    chart.getStyler().setHeatMapValueDecimalPattern("0.0000");
    chart.getStyler().setValueFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
    chart.getStyler().setValueFontColor(Color.BLACK);
    chart.getStyler().setPlotContentSize(1);
    chart.addSeries(title, grid.xLevels(), grid.yLevels(), fields);
    return chart;
  }
}
