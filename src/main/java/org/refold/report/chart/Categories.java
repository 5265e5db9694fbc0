package org.refold.report.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;

/** Names in place of the numbers 0, 1, 2, ... under a chart. */
final class Categories {

  /** What stands beside the plot of a chart, about: numbers and the title of their axis. */
  private static final int BESIDE = 90;

  /** The part of it at the left, into which the first names may reach. */
  private static final int LEFT = 70;

  /** Degrees that long names are turned by, at least. */
  private static final int TILT = 35;

  private static final int STEEPEST = 80;

  /** XChart looks for room for a longer label for ever. */
  private static final int LONGEST = 20;

  private static final int KEPT_IN_FRONT = 8;

  private Categories() {}

  /**
   * Writes names under the places 0, 1, 2, ... of an axis of numbers; a name of more than 20
   * letters is shortened in its middle.
   *
   * <p>XChart chooses the step between ticks, from 1, 2, 5 and their multiples by 10, as the one
   * next to the hint, and takes a wider one if two labels are equal or the first of the longest, in
   * letters, does not fit. So the hint is the room of one name, and the places outside of the axis
   * get blank labels that differ and are as long as the longest may be.
   *
   * @param styler Modified.
   */
  static void on(AxesChartStyler styler, List<String> names) {
    List<String> labels = shortened(names);
    int n = labels.size();
    styler.setXAxisMin(-0.5).setXAxisMax(n - 0.5);
    styler.setXAxisTickMarkSpacingHint((ChartTheme.WIDTH - BESIDE) / n - 5);
    styler.setXAxisTickLabelsFormattingFunction(
        x -> {
          boolean named = x >= 0 && x < n && x == Math.rint(x);
          return named ? labels.get(x.intValue()) : blank(x);
        });
    under(styler, labels, ChartTheme.WIDTH);
  }

  /** A blank text for a number: the last bits of its quarters in two sorts of blanks. */
  private static String blank(double x) {
    long quarters = Math.round(4 * x);
    StringBuilder blanks = new StringBuilder();
    for (int bit = 0; bit < LONGEST; bit++) {
      blanks.append((quarters >> bit & 1) == 0 ? ' ' : '\u00A0');
    }
    return blanks.toString();
  }

  /** Names that are still different, and none too long. */
  static List<String> shortened(List<String> names) {
    List<String> labels = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (String name : names) {
      String label = name;
      if (name.length() > LONGEST) {
        String end = name.substring(name.length() - (LONGEST - KEPT_IN_FRONT - 1));
        label = name.substring(0, KEPT_IN_FRONT) + "…" + end;
      }
      for (int k = 2; !taken.add(label); k++) {
        label = name.substring(0, Math.min(KEPT_IN_FRONT, name.length())) + "… (" + k + ")";
      }
      labels.add(label);
    }
    return labels;
  }

  /**
   * Turns names that would run into each other.
   *
   * @param styler Modified.
   * @param width of the chart
   */
  static void under(AxesChartStyler styler, List<String> names, int width) {
    styler.setPlotGridVerticalLinesVisible(false);
    turnIfLong(styler, names, width - BESIDE);
  }

  private static void turnIfLong(AxesChartStyler styler, List<String> names, int plot) {
    double[] widths = names.stream().mapToDouble(Legend::width).toArray();
    double step = (double) plot / widths.length;
    if (1.1 * Arrays.stream(widths).max().orElse(0) <= step) {
      return;
    }
    double tilt = TILT;
    for (int k = 0; k < widths.length; k++) { // steeper where a name would leave the chart
      double room = LEFT + (k + 0.5) * step;
      tilt = Math.max(tilt, Math.toDegrees(Math.acos(Math.min(1, room / widths[k]))));
    }
    styler.setXAxisLabelRotation((int) Math.min(STEEPEST, Math.ceil(tilt)));
    styler.setXAxisLabelAlignment(TextAlignment.Right);
    styler.setXAxisLabelAlignmentVertical(TextAlignment.Right);
  }

  /**
   * Gives names as much room as another width of the chart has, and turns them where that is too
   * little.
   *
   * @param chart Modified.
   * @param width of the chart, without a key
   * @param undo Modified: takes what makes it as it was.
   */
  static void fit(AxesChart<?, ?> chart, int width, List<Runnable> undo) {
    AxesChartStyler styler = chart.getStyler();
    List<String> names = names(chart);
    if (names.isEmpty()) {
      return;
    }
    int hint = styler.getXAxisTickMarkSpacingHint();
    int turned = styler.getXAxisLabelRotation();
    var across = styler.getXAxisLabelAlignment();
    var along = styler.getXAxisLabelAlignmentVertical();
    undo.add(
        () -> {
          styler.setXAxisTickMarkSpacingHint(hint);
          styler.setXAxisLabelRotation(turned);
          styler.setXAxisLabelAlignment(across);
          styler.setXAxisLabelAlignmentVertical(along);
        });
    int plot = width - BESIDE;
    if (chart instanceof XYChart) { // the others have a tick for each name of themselves
      styler.setXAxisTickMarkSpacingHint(plot / names.size() - 5);
    }
    turnIfLong(styler, names, plot);
  }

  /** What stands under the places of a chart; empty where these are numbers. */
  private static List<String> names(AxesChart<?, ?> chart) {
    if (chart instanceof HeatMapChart map) {
      return map.getHeatMapSeries().getXData().stream().map(String::valueOf).toList();
    }
    if (chart instanceof CategoryChart bars) {
      return bars.getSeriesCollection().iterator().next().getXData().stream()
          .map(String::valueOf)
          .toList();
    }
    Function<Double, String> names = chart.getStyler().getXAxisTickLabelsFormattingFunction();
    Double last = chart.getStyler().getXAxisMax();
    return names == null || last == null
        ? List.of()
        : IntStream.rangeClosed(0, (int) Math.round(last - 0.5))
            .mapToObj(k -> names.apply((double) k))
            .toList();
  }
}
