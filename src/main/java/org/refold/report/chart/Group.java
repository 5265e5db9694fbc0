package org.refold.report.chart;

import java.util.List;

/**
 * Values of one kind, such as those of all seeds, whose spread a chart shows.
 *
 * @param label the name under the box
 * @param values in any order, without NaN
 */
public record Group(String label, List<Double> values) {

  /** Copies the values. */
  public Group {
    values = List.copyOf(values);
  }
}
