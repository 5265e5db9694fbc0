package org.refold.report.chart;

import org.refold.report.chart.Series.Point;

/**
 * A value that does not depend on what a chart varies, such as that of a baseline: a horizontal
 * line through the whole chart, with its interval as a band.
 *
 * @param label the name in the legend
 * @param value the value
 * @param low the lower end of its interval, NaN where there is none
 * @param high the upper end of its interval, NaN where there is none
 */
public record Level(String label, double value, double low, double high) {

  /** The same from a place to another. */
  Series between(double left, double right) {
    return Series.of(label)
        .with(new Point(left, value, low, high))
        .with(new Point(right, value, low, high));
  }
}
