package org.refold.report;

import java.util.List;
import org.knowm.xchart.style.XYStyler;

/** Names in place of the numbers 0, 1, 2, ... under a chart. */
final class Categories {

  private static final double TOLERANCE = 1e-6;
  private static final int MOST_LETTERS = 46;

  private Categories() {}

  /**
   * Writes names under the places 0, 1, 2, ...
   *
   * @param styler Modified.
   */
  static void on(XYStyler styler, List<String> names) {
    int n = names.size();
    styler.setXAxisMin(-0.5).setXAxisMax(n - 0.5);
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setXAxisTickMarkSpacingHint(Math.max(8, 300 / n));
    styler.setXAxisTickLabelsFormattingFunction(x -> name(names, x));
    tilt(styler, names);
  }

  private static String name(List<String> names, double x) {
    long place = Math.round(x);
    boolean named = Math.abs(x - place) < TOLERANCE && place >= 0 && place < names.size();
    return named ? names.get((int) place) : " ";
  }

  /**
   * Turns names that would run into each other.
   *
   * @param styler Modified.
   */
  static void tilt(org.knowm.xchart.style.AxesChartStyler styler, List<String> names) {
    int letters = names.stream().mapToInt(String::length).max().orElse(0) * names.size();
    if (letters > MOST_LETTERS) {
      styler.setXAxisLabelRotation(35);
    }
  }
}
