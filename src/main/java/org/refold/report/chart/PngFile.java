package org.refold.report.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import org.knowm.xchart.internal.chartpart.IChart;

/** Charts as pixels: twice their size for the screen, 300 to the inch for print. */
final class PngFile {

  private static final double SCREEN = 2;
  private static final double DPI = 300;
  private static final double POINTS = 72;
  private static final double METRE = 1 / 0.0254;

  private PngFile() {}

  static BufferedImage picture(IChart chart, Optional<Print> print) {
    Sheet sheet = new Sheet(chart, print);
    double scale = print.isPresent() ? sheet.points() * DPI / POINTS : SCREEN;
    BufferedImage image =
        new BufferedImage(
            (int) Math.round(scale * sheet.width()),
            (int) Math.round(scale * sheet.height()),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(Color.WHITE); // what rounding adds to the size of the sheet
    g.fillRect(0, 0, image.getWidth(), image.getHeight());
    g.scale(scale, scale);
    sheet.paint(g);
    g.dispose();
    return image;
  }

  static void write(IChart chart, Optional<Print> print, OutputStream out) throws IOException {
    BufferedImage image = picture(chart, print);
    if (print.isEmpty()) {
      ImageIO.write(image, "png", out);
      return;
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    IIOMetadata metadata =
        writer.getDefaultImageMetadata(
            ImageTypeSpecifier.createFromRenderedImage(image), writer.getDefaultWriteParam());
    IIOMetadataNode size = new IIOMetadataNode("pHYs");
    String perMetre = Long.toString(Math.round(DPI * METRE));
    size.setAttribute("pixelsPerUnitXAxis", perMetre);
    size.setAttribute("pixelsPerUnitYAxis", perMetre);
    size.setAttribute("unitSpecifier", "meter");
    IIOMetadataNode root = new IIOMetadataNode(metadata.getNativeMetadataFormatName());
    root.appendChild(size);
    metadata.mergeTree(root.getNodeName(), root);
    try (ImageOutputStream to = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(to);
      writer.write(new IIOImage(image, null, metadata));
    } finally {
      writer.dispose();
    }
  }
}
