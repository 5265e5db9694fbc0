package org.refold.report.chart;

import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import org.knowm.xchart.internal.chartpart.Annotation;

/** Texts in the middle of the fields of a heat map, where XChart could only show the values. */
final class FieldTexts extends Annotation {

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
    int rows = surface.texts().size();
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < surface.xLevels().size(); x++) {
        String text = surface.texts().get(y).get(x);
        double middle = above + (rows - 1 - y + 0.5) * height;
        g.drawString(
            text,
            (float) (left + (x + 0.5) * width - font.stringWidth(text) / 2.0),
            (float) (middle + (font.getAscent() - font.getDescent()) / 2.0));
      }
    }
  }
}
