package org.refold.report.chart;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.refold.settings.BadInputException;

/** A quantity epoch by epoch, for several runs, with a marker at an epoch of each. */
final class CurveChart {

  /** Pixels between the names of epochs: room for four figures. */
  private static final int EPOCHS_APART = 60;

  /** The part of the epochs that does not set the scale. */
  private static final double FIRST = 0.2;

  /** From here on the rest would be too flat to read. */
  private static final double FLAT = 0.5;

  private static final double AROUND = 0.15;

  private CurveChart() {}

  static XYChart of(String title, String yTitle, String heading, List<Curve> curves) {
    if (curves.stream().flatMap(c -> c.values().stream()).allMatch(v -> v.isNaN())) {
      throw new BadInputException("the chart '%s' has no curve to show".formatted(title));
    }
    List<String> labels = curves.stream().map(Curve::label).distinct().toList();
    List<String> entries = new ArrayList<>(heading.isEmpty() ? List.of() : List.of(heading));
    entries.addAll(labels);
    XYChart chart = ChartTheme.chart(title, "epoch", yTitle, entries);
    chart.getStyler().setXAxisDecimalPattern("0").setXAxisMin(0.0);
    chart.getStyler().setXAxisTickMarkSpacingHint(EPOCHS_APART);
    scale(chart, curves);
    roundTicks(chart);
    Legend.heading(chart, 1, labels.size() > 1 ? heading : "");
    List<Look> looks = Look.of(labels);
    Set<String> named = new HashSet<>();
    for (int c = 0; c < curves.size(); c++) {
      Curve curve = curves.get(c);
      Look look = looks.get(labels.indexOf(curve.label()));
      line(chart, c, curve, look);
      mark(chart, c, curve, look, named.add(curve.label()));
    }
    return Legend.broken(chart);
  }

  /**
   * Where all epochs are as far from each other XChart counts by any number of them, such as 11;
   * one place between two makes it take round numbers.
   */
  private static void roundTicks(XYChart chart) {
    XYSeries between = chart.addSeries("no epoch", new double[] {0.5}, new double[] {Double.NaN});
    between.setMarker(SeriesMarkers.NONE).setShowInLegend(false);
  }

  /**
   * What is compared are the later epochs: where the first fifth of them is much farther off, it
   * leaves the chart above or below. A schedule, which is the same in all runs, is shown whole.
   */
  private static void scale(XYChart chart, List<Curve> curves) {
    DoubleSummaryStatistics all = values(curves, 0);
    DoubleSummaryStatistics later = values(curves, FIRST);
    double min = all.getMin();
    double max = all.getMax();
    double span = later.getMax() - later.getMin();
    if (later.getCount() > 0 && span > 0 && span < FLAT * (max - min) && !isSchedule(curves)) {
      min = Math.max(min, later.getMin() - AROUND * span);
      max = Math.min(max, later.getMax() + AROUND * span);
      chart.getStyler().setYAxisMin(min).setYAxisMax(max);
    }
    ChartTheme.digits(chart.getStyler(), min, max);
  }

  private static boolean isSchedule(List<Curve> curves) {
    int common = curves.stream().mapToInt(c -> c.values().size()).min().orElse(0);
    return curves.size() > 1
        && curves.stream().map(c -> c.values().subList(0, common)).distinct().count() == 1;
  }

  /** The values of all curves after a part of their epochs. */
  private static DoubleSummaryStatistics values(List<Curve> curves, double part) {
    return curves.stream()
        .flatMap(c -> c.values().stream().skip((long) Math.ceil(part * c.values().size())))
        .mapToDouble(value -> value)
        .filter(value -> !Double.isNaN(value))
        .summaryStatistics();
  }

  private static void line(XYChart chart, int c, Curve curve, Look look) {
    XYSeries line =
        chart.addSeries(
            String.format(Locale.ROOT, "run %d of %s", c, curve.label()),
            IntStream.rangeClosed(1, curve.values().size()).asDoubleStream().toArray(),
            curve.values().stream().mapToDouble(v -> v).toArray());
    line.setShowInLegend(false);
    line.setMarker(SeriesMarkers.NONE);
    line.setLineStyle(look.stroke()).setLineColor(look.paint());
  }

  /**
   * One point, whose place in the legend shows the stroke and the shape of the runs. A run without
   * a marked epoch has it at its last.
   */
  private static void mark(XYChart chart, int c, Curve curve, Look look, boolean named) {
    int epoch = curve.marked() > 0 ? curve.marked() : curve.values().size();
    XYSeries mark =
        chart.addSeries(
            named ? curve.label() : String.format(Locale.ROOT, "mark %d of %s", c, curve.label()),
            new double[] {epoch},
            new double[] {curve.values().get(epoch - 1)});
    mark.setShowInLegend(named);
    mark.setMarker(look.marker()).setMarkerColor(look.paint());
    mark.setLineStyle(look.stroke()).setLineColor(look.paint());
  }
}
