package org.refold.report.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.refold.data.Vocabulary;
import org.refold.settings.BadInputException;

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

  /**
   * Points of a plane by their labels: a series for each of the most frequent labels, the most
   * frequent first. Points of other labels, and those without one, are left out.
   *
   * @param points {@code [ids][2]}, by row of the ids
   * @param labelOf labels by raw id
   * @param most how many labels, at most
   * @throws BadInputException if there are not two numbers for each id
   */
  public static List<Series> byLabel(
      Vocabulary ids, double[][] points, Map<String, String> labelOf, int most) {
    if (points.length != ids.size() || Arrays.stream(points).anyMatch(xy -> xy.length != 2)) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%d points were given for %d ids; each id takes one point of two numbers",
              points.length,
              ids.size()));
    }
    Map<String, List<Point>> groups = new TreeMap<>();
    for (int row = 0; row < points.length; row++) {
      String label = labelOf.get(ids.id(row));
      if (label != null) {
        Point point = new Point(points[row][0], points[row][1]);
        groups.computeIfAbsent(label, unused -> new ArrayList<>()).add(point);
      }
    }
    return groups.entrySet().stream()
        .map(group -> new Series(group.getKey(), group.getValue()))
        .sorted(Comparator.comparingInt(series -> -series.points().size())) // stable: by name
        .limit(most)
        .toList();
  }

  /** This series with one more point. */
  public Series point(double x, double value) {
    return with(new Point(x, value));
  }

  /** This series with one more point and its interval. */
  public Series point(double x, double value, double low, double high) {
    return with(new Point(x, value, low, high));
  }

  /** This series with one more point. */
  public Series with(Point point) {
    List<Point> more = new ArrayList<>(points);
    more.add(point);
    return new Series(label, more);
  }
}
