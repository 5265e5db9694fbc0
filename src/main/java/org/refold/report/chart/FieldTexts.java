package org.refold.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import org.knowm.xchart.internal.chartpart.Annotation;

/**
 * Texts in the middle of the fields of a heat map, where XChart could only show the values, and a
 * frame around the best field.
 */
final class FieldTexts extends Annotation {

  private static final float FRAME = 3;

  private final Surface surface;

  FieldTexts(Surface surface) {
    super(true);
    this.surface = surface;
  }

  @Override
  public void paint(Graphics2D g) {
    int left = getXAxisScreenValueForMin();
    int above = getYAxisScreenValueForMin();
    double width = (double) (getXAxisScreenValueForMax() - left) / surface.xLevels().size();
    double height = (double) (getYAxisScreenValueForMax() - above) / surface.yLevels().size();
    g.setFont(ChartTheme.FONT);
    g.setColor(Color.BLACK);
    FontMetrics font = g.getFontMetrics();
    int rows = surface.yLevels().size();
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < surface.xLevels().size(); x++) {
        double top = above + (rows - 1 - y) * height;
        if (surface.isBest(surface.values().get(y).get(x))) {
          frame(g, left + x * width, top, width, height);
        }
        if (!surface.texts().isEmpty()) {
          String text = surface.texts().get(y).get(x);
          double middle = top + 0.5 * height + (font.getAscent() - font.getDescent()) / 2.0;
          String letters = text.isEmpty() ? " " : text;
          ChartFont.draw(g, g.getFont(), letters, left + (x + 0.5) * width, middle, 0.5);
        }
      }
    }
  }

  private static void frame(Graphics2D g, double x, double y, double width, double height) {
    g.setStroke(new BasicStroke(FRAME));
    double inside = FRAME / 2 + 1;
    g.draw(new Rectangle2D.Double(x + inside, y + inside, width - 2 * inside, height - 2 * inside));
  }
}
