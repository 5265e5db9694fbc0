package org.refold.report.chart;

import java.util.List;

/**
 * A quantity epoch by epoch, of one run.
 *
 * @param label the name in the legend; runs with the same label, such as seeds of one model, look
 *     the same and are named once
 * @param values after epoch 1, 2, ...; NaN where there is none
 * @param marked the epoch, from 1, that a marker stands at, such as the best; 0 for none
 */
public record Curve(String label, List<Double> values, int marked) {

  /** Copies the values. */
  public Curve {
    values = List.copyOf(values);
  }
}
