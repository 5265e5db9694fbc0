package org.refold.report.chart;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The letters of charts: DejaVu Sans 2.37, which comes with the library, so that charts do not
 * depend on the fonts of a machine. It is used unchanged; its licence lies beside it.
 */
final class ChartFont {

  private static final Font PLAIN = load("DejaVuSans.ttf");
  private static final Font BOLD = load("DejaVuSans-Bold.ttf");

  private ChartFont() {}

  private static Font load(String name) {
    try (InputStream file = ChartFont.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("the library lacks its font " + name);
      }
      return Font.createFont(Font.TRUETYPE_FONT, file);
    } catch (FontFormatException e) {
      throw new IllegalStateException("the font of the library is damaged: " + name, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Draws letters as outlines, in the colour that is set.
   *
   * @param before what part of the text stands before x, in [0, 1]
   */
  static void draw(Graphics2D g, Font font, String text, double x, double base, double before) {
    TextLayout letters = new TextLayout(text, font, g.getFontRenderContext());
    double left = x - before * letters.getAdvance();
    g.fill(letters.getOutline(AffineTransform.getTranslateInstance(left, base)));
  }

  static Font plain(float size) {
    return PLAIN.deriveFont(size);
  }

  static Font bold(float size) {
    return BOLD.deriveFont(size);
  }
}
