package org.refold.notebook;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.common.Image;
import org.dflib.jjava.jupyter.kernel.display.common.Text;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.internal.chartpart.IChart;
import org.refold.report.table.Rich;

/** How cells show what has no text worth reading: charts, tables, arrays. */
public final class Renderers {

  private static final int MOST_ELEMENTS = 100;

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
    Image.renderImage(picture(chart), context);
    context.renderIfRequested(Image.SVG, () -> svg(chart));
    context.renderIfRequested(Text.PLAIN, () -> "chart: " + chart.getTitle());
    context.getOutputContainer().putText("chart: " + chart.getTitle());
  }

  private static void renderRich(Rich rich, RenderContext context) {
    context.renderIfRequested(Text.HTML, rich::toHtml);
    context.renderIfRequested(Text.PLAIN, rich::toText);
  }

  /** A chart as a picture, in its own size. */
  public static BufferedImage picture(IChart chart) {
    return BitmapEncoder.getBufferedImage(chart);
  }

  /**
   * A chart as SVG text.
   *
   * @throws NoClassDefFoundError if VectorGraphics2D, which is optional, is not on the class path
   */
  @SuppressWarnings("deprecation") // XChart 4 has nothing newer that writes SVG
  public static String svg(IChart chart) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      VectorGraphicsEncoder.saveVectorGraphic(chart, bytes, VectorGraphicsFormat.SVG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** The same object, or a readable text in place of an array; at most its first elements. */
  public static Object readable(Object value) {
    return value.getClass().isArray() ? elements(value) : value;
  }

  private static String elements(Object array) {
    int length = Array.getLength(array);
    StringJoiner text = new StringJoiner(", ", "[", "]");
    for (int k = 0; k < Math.min(length, MOST_ELEMENTS); k++) {
      Object element = Array.get(array, k);
      text.add(element != null && element.getClass().isArray() ? elements(element) : "" + element);
    }
    if (length > MOST_ELEMENTS) {
      text.add("... " + length + " in all");
    }
    return text.toString();
  }
}
