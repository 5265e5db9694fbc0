package org.refold.report.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Points that belong together in a chart: what the legend calls them, and where they are.
 *
 * @param label the name in the legend
 * @param points in the order in which they are joined
 */
public record Series(String label, List<Point> points) {

  /**
   * A value and its interval.
   *
   * @param x the place on the horizontal axis; the index of a category where it has names
   * @param value the value; NaN leaves a gap
   * @param low the lower end of its interval, NaN where there is none
   * @param high the upper end of its interval, NaN where there is none
   */
  public record Point(double x, double value, double low, double high) {

    /** A value without an interval. */
    public Point(double x, double value) {
      this(x, value, Double.NaN, Double.NaN);
    }

    /** Whether there is a value. */
    public boolean isThere() {
      return !Double.isNaN(value);
    }

    /** Whether there is an interval. */
    public boolean hasInterval() {
      return isThere() && !Double.isNaN(low) && !Double.isNaN(high);
    }
  }

  /** Copies the points. */
  public Series {
    points = List.copyOf(points);
  }

  /** A series without points. */
  public static Series of(String label) {
    return new Series(label, List.of());
  }

  /** This series with one more point. */
  public Series point(double x, double value) {
    return with(new Point(x, value));
  }

  /** This series with one more point and its interval. */
  public Series point(double x, double value, double low, double high) {
    return with(new Point(x, value, low, high));
  }

  private Series with(Point point) {
    List<Point> more = new ArrayList<>(points);
    more.add(point);
    return new Series(label, more);
  }
}
