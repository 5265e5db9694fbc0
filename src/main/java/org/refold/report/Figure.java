package org.refold.report;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.internal.chartpart.IChart;
import org.refold.study.AtomicFiles;

/**
 * The look that all charts share, and how they become files.
 *
 * <p>The colours are those of Okabe and Ito (2008), which people with any usual form of colour
 * blindness can tell apart.
 */
public final class Figure {

  /** Colours for series, in order. */
  static final List<Color> COLOURS =
      List.of(
          new Color(0x0072B2),
          new Color(0xD55E00),
          new Color(0x009E73),
          new Color(0xCC79A7),
          new Color(0xE69F00),
          new Color(0x56B4E9),
          new Color(0x000000));

  private Figure() {}

  /**
   * Gives a chart the common look.
   *
   * @param chart Modified.
   */
  static <C extends Chart<?, ?>> C styled(C chart) {
    chart
        .getStyler()
        .setChartBackgroundColor(Color.WHITE)
        .setPlotBackgroundColor(Color.WHITE)
        .setChartTitleBoxVisible(false)
        .setLegendBorderColor(Color.WHITE)
        .setSeriesColors(COLOURS.toArray(Color[]::new));
    return chart;
  }

  /**
   * Writes a chart to a file, whole or not at all.
   *
   * @param file its ending chooses the format: {@code .png}, or {@code .svg}, which needs the
   *     optional library VectorGraphics2D
   * @throws IOException if it cannot be written
   */
  public static void save(IChart chart, Path file) throws IOException {
    String name = file.getFileName().toString();
    String format = name.substring(name.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
    AtomicFiles.write(file, out -> ChartEncoder.saveChart(chart, out, format));
  }
}
