package org.refold.report.chart;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.knowm.xchart.internal.chartpart.IChart;
import org.refold.report.table.HtmlText;
import org.refold.settings.BadInputException;
import org.refold.study.store.AtomicFiles;

/**
 * How charts become files. The same chart gives the same bytes on every machine with the same Java
 * runtime: letters come with the library.
 */
public final class Figure {

  private static final String VECTORS = "de.erichseifert.vectorgraphics2d.VectorGraphics2D";

  private Figure() {}

  /**
   * Writes a chart to a file in its own size, whole or not at all.
   *
   * @param file its ending chooses the format: {@code .png}, in twice the size of the chart, or
   *     {@code .svg} and {@code .pdf}, which need the optional library VectorGraphics2D
   * @throws BadInputException if the ending is another
   * @throws IOException if it cannot be written
   */
  public static void save(IChart chart, Path file) throws IOException {
    save(chart, file, Optional.empty());
  }

  /**
   * The same for print: as wide as it says, with letters as large as it says, PNG at 300 dpi.
   *
   * @throws BadInputException if the ending is another
   * @throws IOException if it cannot be written
   */
  public static void save(IChart chart, Path file, Print print) throws IOException {
    save(chart, file, Optional.of(print));
  }

  static void save(IChart chart, Path file, Optional<Print> print) throws IOException {
    String name = file.getFileName().toString();
    Sheet sheet = new Sheet(chart, print);
    switch (name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
      case "png" -> AtomicFiles.write(file, out -> PngFile.write(chart, print, out));
      case "svg" -> AtomicFiles.write(file, out -> out.write(VectorFile.svg(sheet)));
      case "pdf" -> AtomicFiles.write(file, out -> out.write(VectorFile.pdf(sheet)));
      default ->
          throw new BadInputException(
              "a figure cannot be written as '%s'; end the name in .png, .svg or .pdf"
                  .formatted(name));
    }
  }

  /** The endings that charts can be written with here. */
  public static List<String> formats() {
    try {
      Class.forName(VECTORS, false, Figure.class.getClassLoader());
      return List.of("png", "svg", "pdf");
    } catch (ClassNotFoundException e) {
      return List.of("png");
    }
  }

  /**
   * A chart as SVG text, in its own size.
   *
   * @throws NoClassDefFoundError if VectorGraphics2D, which is optional, is not on the class path
   */
  public static String toSvg(IChart chart) {
    byte[] bytes = VectorFile.svg(new Sheet(chart, Optional.empty()));
    return new String(bytes, StandardCharsets.UTF_8);
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
    return PngFile.picture(chart, Optional.empty());
  }
}
