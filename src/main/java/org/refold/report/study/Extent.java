package org.refold.report.study;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.refold.report.chart.Series;

/**
 * From where to where the values go that a figure is about, so that one far off does not make the
 * others look alike.
 *
 * @param low the least
 * @param high the largest
 */
record Extent(double low, double high) {

  /** What is farther off than this, in heights of the others, would make them flat. */
  private static final double FAR = 1.5;

  /** That of lines, with their intervals. */
  static Extent of(List<Series> series) {
    DoubleSummaryStatistics all =
        series.stream()
            .flatMap(one -> one.points().stream())
            .flatMapToDouble(p -> DoubleStream.of(p.value(), p.low(), p.high()))
            .filter(value -> !Double.isNaN(value))
            .summaryStatistics();
    return new Extent(all.getMin(), all.getMax());
  }

  /**
   * That of values without the worst ones, as long as these are far from the others; three stay.
   *
   * @param values of systems that are compared
   */
  static Extent withoutFar(double[] values) {
    double[] sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    int first = 0;
    int last = sorted.length - 1;
    while (last - first >= 3) {
      if (new Extent(sorted[first + 1], sorted[last]).isFarFrom(sorted[first])) {
        first++;
      } else if (new Extent(sorted[first], sorted[last - 1]).isFarFrom(sorted[last])) {
        last--;
      } else {
        break;
      }
    }
    return sorted.length == 0
        ? new Extent(Double.NaN, Double.NaN)
        : new Extent(sorted[first], sorted[last]);
  }

  boolean isFarFrom(double value) {
    double room = FAR * (high - low);
    return value < low - room || value > high + room;
  }

  /** What the legend says of a value that is too far off to be drawn. */
  String notDrawn(String label, double value) {
    String side = value > high ? "above" : "below";
    return String.format(Locale.ROOT, "%s %.4f, far %s", label, value, side);
  }
}
