package org.refold.report.chart;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.internal.chartpart.IChart;
import org.refold.report.table.HtmlText;
import org.refold.settings.BadInputException;
import org.refold.study.store.AtomicFiles;

/**
 * How charts become files. The same chart gives the same bytes on one machine; another one with
 * other fonts or another Java runtime sets its letters otherwise.
 */
public final class Figure {

  /** Pixels of a PNG for each unit of a chart, so that it is sharp in print. */
  private static final int SCALE = 2;

  private static final String VECTORS = "de.erichseifert.vectorgraphics2d.VectorGraphics2D";

  private Figure() {}

  /**
   * Writes a chart to a file, whole or not at all.
   *
   * @param file its ending chooses the format: {@code .png}, in twice the size of the chart, or
   *     {@code .svg}, which needs the optional library VectorGraphics2D
   * @throws BadInputException if the ending is another
   * @throws IOException if it cannot be written
   */
  public static void save(IChart chart, Path file) throws IOException {
    String name = file.getFileName().toString();
    switch (name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
      case "png" -> AtomicFiles.write(file, out -> ImageIO.write(picture(chart), "png", out));
      case "svg" -> AtomicFiles.write(file, out -> ChartEncoder.saveChart(chart, out, "SVG"));
      default ->
          throw new BadInputException(
              "a figure cannot be written as '%s'; end the name in .png or .svg".formatted(name));
    }
  }

  /** The endings that charts can be written with here. */
  public static List<String> formats() {
    try {
      Class.forName(VECTORS, false, Figure.class.getClassLoader());
      return List.of("png", "svg");
    } catch (ClassNotFoundException e) {
      return List.of("png");
    }
  }

  /**
   * A chart as an image inside HTML, in its own size and twice as sharp.
   *
   * @return an {@code img} element that needs no other file
   */
  public static String toHtml(IChart chart) {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture(chart), "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return String.format(
        Locale.ROOT,
        "<img alt=\"%s\" width=\"%d\" height=\"%d\" src=\"data:image/png;base64,%s\">",
        HtmlText.escaped(chart.getTitle()),
        chart.getWidth(),
        chart.getHeight(),
        Base64.getEncoder().encodeToString(png.toByteArray()));
  }

  /** A chart as a picture, in twice its size. */
  public static BufferedImage picture(IChart chart) {
    int width = chart.getWidth();
    int height = chart.getHeight();
    BufferedImage image =
        new BufferedImage(SCALE * width, SCALE * height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.scale(SCALE, SCALE);
    chart.paint(g, width, height);
    g.dispose();
    return image;
  }
}
