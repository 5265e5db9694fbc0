package org.refold.notebook;

import java.awt.image.BufferedImage;
import java.util.Map;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.common.Image;
import org.dflib.jjava.jupyter.kernel.display.common.Text;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.internal.chartpart.IChart;
import org.refold.report.chart.Figure;
import org.refold.report.table.Rich;

/** How cells show what has no text worth reading: charts, tables, arrays. */
public final class Renderers {

  private Renderers() {}

  /**
   * Teaches a renderer of the JJava family to show XChart charts as PNG, or SVG on request, and
   * {@link Rich} objects as HTML and text.
   *
   * @param renderer Modified.
   */
  public static void install(Renderer renderer) {
    renderer
        .createRegistration(IChart.class)
        .preferring(Image.PNG)
        .supporting(Image.SVG, Text.PLAIN)
        .register(Renderers::renderChart);
    renderer
        .createRegistration(Rich.class)
        .preferring(Text.HTML, Text.PLAIN)
        .register(Renderers::renderRich);
  }

  private static void renderChart(IChart chart, RenderContext context) {
    DisplayData output = context.getOutputContainer();
    Image.renderImage(Figure.picture(chart), context);
    if (output.hasDataForType(Image.PNG)) {
      output.putMetaData(Image.PNG, Map.of("width", chart.getWidth(), "height", chart.getHeight()));
    }
    context.renderIfRequested(Image.SVG, () -> Figure.toSvg(chart));
    output.putText(caption(chart));
  }

  private static void renderRich(Rich rich, RenderContext context) {
    context.renderIfRequested(Text.HTML, rich::toHtml);
    context.renderIfRequested(Text.PLAIN, rich::toText);
  }

  /** A chart where there are no pictures. */
  static String caption(IChart chart) {
    return "chart: " + chart.getTitle();
  }

  /** A chart as a picture, in its own size. */
  static BufferedImage picture(IChart chart) {
    return BitmapEncoder.getBufferedImage(chart);
  }
}
