package org.refold.report.chart;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.refold.settings.BadInputException;

/**
 * A field for each pair of levels of two factors, the darker the better, and a key of the shades.
 */
final class HeatMap {

  /** From light to dark, so that it reads in grey too. */
  private static final Color[] SHADES = {
    new Color(0xF7FBFF), new Color(0xC6DBEF), new Color(0x6BAED6), new Color(0x4A98C9)
  };

  /** Title and names beside and below the fields, in pixels. */
  private static final int AROUND = 190 + HeatKey.WIDTH;

  private static final int FIELD = 44;
  private static final int LINE = 24;

  private HeatMap() {}

  static HeatMapChart of(String title, Surface surface) {
    return of(title, surface, ChartTheme.WIDTH, ChartTheme.HEIGHT, "0.0000");
  }

  /** As large as its fields need, long names shortened in their middle, with one digit. */
  static HeatMapChart ofMany(String title, Surface surface) {
    Surface named =
        new Surface(
            surface.xTitle(),
            Categories.shortened(surface.xLevels()),
            surface.yTitle(),
            Categories.shortened(surface.yLevels()),
            surface.values(),
            surface.texts(),
            surface.best());
    int width = AROUND + FIELD * surface.xLevels().size();
    int height = AROUND - HeatKey.WIDTH + LINE * surface.yLevels().size();
    return of(title, named, Math.max(ChartTheme.WIDTH, width), height, "0.0");
  }

  private static HeatMapChart of(
      String title, Surface surface, int width, int height, String pattern) {
    List<Number[]> fields = new ArrayList<>();
    for (int y = 0; y < surface.yLevels().size(); y++) {
      for (int x = 0; x < surface.xLevels().size(); x++) {
        double value = surface.values().get(y).get(x);
        if (!Double.isNaN(value)) {
          fields.add(new Number[] {x, y, value});
        }
      }
    }
    if (fields.isEmpty()) {
      throw new BadInputException("the heat map '%s' has no value to show".formatted(title));
    }
    HeatMapChart chart = chart(title, surface, width, height);
    ChartTheme.styled(chart, List.of());
    chart.getStyler().setPlotGridLinesVisible(false);
    chart.getStyler().setXAxisTickMarkSpacingHint(8).setYAxisTickMarkSpacingHint(8);
    Categories.under(chart.getStyler(), surface.xLevels(), width - HeatKey.WIDTH);
    Color[] shades = shades(surface);
    chart.getStyler().setRangeColors(shades);
    chart.getStyler().setShowValue(surface.texts().isEmpty());
    chart.addAnnotation(new FieldTexts(surface));
    chart.addAnnotation(new HeatKey(surface.range(), shades));
    chart.getStyler().setHeatMapValueDecimalPattern(pattern);
    chart.getStyler().setValueFont(ChartTheme.FONT);
    chart.getStyler().setValueFontColor(Color.BLACK);
    chart.getStyler().setPlotContentSize(1);
    chart.addSeries(title, surface.xLevels(), surface.yLevels(), fields);
    return chart;
  }

  private static Color[] shades(Surface surface) {
    Color[] shades = SHADES.clone();
    if (surface.best() == Surface.Best.LOWEST) {
      Collections.reverse(Arrays.asList(shades));
    }
    return shades;
  }

  /** XChart writes the values by the locale that is the default one when the chart is made. */
  private static HeatMapChart chart(String title, Surface surface, int width, int height) {
    Locale usual = Locale.getDefault(Locale.Category.FORMAT);
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    try {
      return new KeyedHeatMap(
          new HeatMapChartBuilder()
              .width(width)
              .height(height)
              .title(title)
              .xAxisTitle(surface.xTitle())
              .yAxisTitle(surface.yTitle()));
    } finally {
      Locale.setDefault(Locale.Category.FORMAT, usual);
    }
  }
}
