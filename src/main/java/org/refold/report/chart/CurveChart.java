package org.refold.report.chart;

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

  private CurveChart() {}

  static XYChart of(String title, String yTitle, List<Curve> curves) {
    if (curves.stream().flatMap(c -> c.values().stream()).allMatch(v -> v.isNaN())) {
      throw new BadInputException("the chart '%s' has no curve to show".formatted(title));
    }
    List<String> labels = curves.stream().map(Curve::label).distinct().toList();
    XYChart chart = ChartTheme.chart(title, "epoch", yTitle, labels);
    chart.getStyler().setXAxisDecimalPattern("0").setXAxisMin(0.0);
    DoubleSummaryStatistics all =
        curves.stream()
            .flatMap(curve -> curve.values().stream())
            .mapToDouble(value -> value)
            .filter(value -> !Double.isNaN(value))
            .summaryStatistics();
    ChartTheme.digits(chart.getStyler(), all.getMin(), all.getMax());
    Set<String> named = new HashSet<>();
    for (int c = 0; c < curves.size(); c++) {
      Curve curve = curves.get(c);
      int look = labels.indexOf(curve.label());
      line(chart, c, curve, look);
      mark(chart, c, curve, look, named.add(curve.label()));
    }
    return chart;
  }

  private static void line(XYChart chart, int c, Curve curve, int look) {
    XYSeries line =
        chart.addSeries(
            String.format(Locale.ROOT, "run %d of %s", c, curve.label()),
            IntStream.rangeClosed(1, curve.values().size()).asDoubleStream().toArray(),
            curve.values().stream().mapToDouble(v -> v).toArray());
    line.setShowInLegend(false);
    line.setMarker(SeriesMarkers.NONE);
    line.setLineStyle(ChartTheme.stroke(look)).setLineColor(ChartTheme.colour(look));
  }

  /**
   * One point, whose place in the legend shows the stroke and the shape of the runs. A run without
   * a marked epoch has it at its last.
   */
  private static void mark(XYChart chart, int c, Curve curve, int look, boolean named) {
    int epoch = curve.marked() > 0 ? curve.marked() : curve.values().size();
    XYSeries mark =
        chart.addSeries(
            named ? curve.label() : String.format(Locale.ROOT, "mark %d of %s", c, curve.label()),
            new double[] {epoch},
            new double[] {curve.values().get(epoch - 1)});
    mark.setShowInLegend(named);
    mark.setMarker(ChartTheme.marker(look)).setMarkerColor(ChartTheme.colour(look));
    mark.setLineStyle(ChartTheme.stroke(look)).setLineColor(ChartTheme.colour(look));
  }
}
