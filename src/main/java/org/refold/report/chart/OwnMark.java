package org.refold.report.chart;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import org.knowm.xchart.style.markers.Marker;

/**
 * Shapes of points beside those of XChart, as wide as they are high: its rectangle and oval are
 * narrow, and read as a square and a circle that were cut.
 */
final class OwnMark extends Marker {

  static final Marker CROSS = new OwnMark(2.6f, new double[][] {{-1, -1, 1, 1}, {-1, 1, 1, -1}});
  static final Marker PLUS = new OwnMark(2.6f, new double[][] {{-1, 0, 1, 0}, {0, -1, 0, 1}});
  static final Marker BOX = new OwnMark(2f, new double[][] {{-1, -1, 1, -1, 1, 1, -1, 1, -1, -1}});
  static final Marker KITE =
      new OwnMark(2f, new double[][] {{0, -1.3, 1.3, 0, 0, 1.3, -1.3, 0, 0, -1.3}});
  static final Marker TENT = new OwnMark(2f, new double[][] {{-1, 0.9, 0, -1, 1, 0.9, -1, 0.9}});

  private final float width;
  private final Path2D lines = new Path2D.Double();

  /**
   * @param width of its lines
   * @param strokes x and y of the corners of each line, from -1 to 1
   */
  private OwnMark(float width, double[][] strokes) {
    this.width = width;
    for (double[] corners : strokes) {
      lines.moveTo(corners[0], corners[1]);
      for (int k = 2; k < corners.length; k += 2) {
        lines.lineTo(corners[k], corners[k + 1]);
      }
    }
  }

  @Override
  public void paint(Graphics2D g, double x, double y, int size) {
    AffineTransform place = AffineTransform.getTranslateInstance(x, y);
    place.scale(size / 2.0, size / 2.0);
    Shape there = place.createTransformedShape(lines);
    g.setStroke(new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
    g.draw(there);
  }
}
