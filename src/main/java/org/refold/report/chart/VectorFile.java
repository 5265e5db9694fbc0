package org.refold.report.chart;

import de.erichseifert.vectorgraphics2d.Processor;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.pdf.PDFProcessor;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Charts as lines and areas, by VectorGraphics2D. Letters are areas too, so a reader needs no font,
 * and no search finds them; the tables beside a figure have its numbers.
 */
final class VectorFile {

  private static final double PIXELS_OF_POINT = 96.0 / 72;
  private static final double MILLIMETRES_OF_POINT = 25.4 / 72;

  private VectorFile() {}

  static byte[] svg(Sheet sheet) {
    return bytes(sheet, sheet.points() * PIXELS_OF_POINT, new SVGProcessor());
  }

  static byte[] pdf(Sheet sheet) {
    double scale = sheet.points() * MILLIMETRES_OF_POINT;
    return PdfBytes.packed(bytes(sheet, scale, new PDFProcessor(false)));
  }

  private static byte[] bytes(Sheet sheet, double scale, Processor processor) {
    VectorGraphics2D g = new VectorGraphics2D();
    if (scale != 1) {
      g.scale(scale, scale);
    }
    sheet.paint(g);
    PageSize size = new PageSize(scale * sheet.width(), scale * sheet.height());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      processor.getDocument(g.getCommands(), size).writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
