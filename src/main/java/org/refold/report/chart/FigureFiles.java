package org.refold.report.chart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.knowm.xchart.internal.chartpart.IChart;

/**
 * The files that a report makes of each figure.
 *
 * @param formats endings of their names, as {@link Figure#save} knows them
 * @param print how figures are set in print; empty for the size of the screen
 */
public record FigureFiles(List<String> formats, Optional<Print> print) {

  /** Copies the list. */
  public FigureFiles {
    formats = List.copyOf(formats);
  }

  /** PNG for the screen, and SVG where VectorGraphics2D is there. */
  public static FigureFiles usual() {
    return new FigureFiles(
        Figure.formats().stream().filter(format -> !format.equals("pdf")).toList(),
        Optional.empty());
  }

  /** These and PDF. */
  public FigureFiles withPdf() {
    List<String> more = new ArrayList<>(formats);
    more.add("pdf");
    return new FigureFiles(more, print);
  }

  /** The same set in print. */
  public FigureFiles with(Print other) {
    return new FigureFiles(formats, Optional.of(other));
  }

  /**
   * Writes a figure in each format, each file whole or not at all.
   *
   * @param name without its ending
   * @return the files
   * @throws IOException if one cannot be written
   */
  public List<Path> save(IChart chart, Path folder, String name) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String format : formats) {
      Path file = folder.resolve(name + "." + format);
      Figure.save(chart, file, print);
      files.add(file);
    }
    return files;
  }
}
