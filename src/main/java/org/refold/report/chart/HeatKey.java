package org.refold.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.DoubleSummaryStatistics;
import java.util.Locale;
import org.knowm.xchart.internal.chartpart.Annotation;

/** Which colour of a heat map is which value: a bar beside it, the highest value above. */
final class HeatKey extends Annotation {

  /** What a map leaves free at its right. */
  static final int WIDTH = 80;

  private static final int GAP = 10;
  private static final int BAR = 14;
  private static final int PARTS = 4;
  private static final int MOST_DIGITS = 4;

  private final DoubleSummaryStatistics range;
  private final Color[] shades;
  private final int digits;

  /**
   * @param range of the values
   * @param shades from the lowest value to the highest, equally far from each other
   */
  HeatKey(DoubleSummaryStatistics range, Color[] shades) {
    super(true);
    this.range = range;
    this.shades = shades.clone();
    double step = (range.getMax() - range.getMin()) / PARTS;
    int digits = step > 0 ? (int) Math.ceil(-Math.log10(step)) + 1 : MOST_DIGITS;
    this.digits = Math.max(0, Math.min(MOST_DIGITS, digits));
  }

  /** The colour at a part of the way from the lowest value to the highest, as XChart mixes it. */
  Color at(double part) {
    double place = part * (shades.length - 1);
    int below = Math.min((int) place, shades.length - 2);
    Color low = shades[below];
    Color high = shades[below + 1];
    double rest = place - below;
    return new Color(
        mixed(low.getRed(), high.getRed(), rest),
        mixed(low.getGreen(), high.getGreen(), rest),
        mixed(low.getBlue(), high.getBlue(), rest));
  }

  private static int mixed(int low, int high, double rest) {
    return (int) Math.round(low + rest * (high - low));
  }

  @Override
  public void paint(Graphics2D g) {
    int left = getXAxisScreenValueForMax() + GAP;
    int top = getYAxisScreenValueForMin();
    int height = getYAxisScreenValueForMax() - top;
    boolean one = range.getMax() <= range.getMin();
    for (int y = 0; y < height; y++) {
      g.setColor(one ? shades[0] : at(1 - (y + 0.5) / height));
      int overlap = y + 1 < height ? 1 : 0; // no seam between two parts of a pixel
      g.fill(new Rectangle2D.Double(left, top + y, BAR, 1 + overlap));
    }
    g.setColor(ChartTheme.GREY);
    g.setStroke(new BasicStroke(1f));
    g.draw(new Rectangle2D.Double(left, top, BAR, height));
    g.setFont(ChartTheme.FONT);
    for (int k = 0; k <= PARTS; k++) {
      double part = (double) k / PARTS;
      if (!one || k == PARTS / 2) {
        double value = range.getMin() + part * (range.getMax() - range.getMin());
        label(
            g,
            String.format(Locale.ROOT, "%." + digits + "f", value),
            left + BAR + 4,
            top + (1 - part) * height);
      }
    }
  }

  private static void label(Graphics2D g, String text, double left, double middle) {
    FontMetrics font = g.getFontMetrics();
    double base = middle + (font.getAscent() - font.getDescent()) / 2.0;
    g.setColor(Color.BLACK);
    ChartFont.draw(g, g.getFont(), text, left, base, 0);
  }
}
