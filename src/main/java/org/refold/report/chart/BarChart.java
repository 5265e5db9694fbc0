package org.refold.report.chart;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.CategoryStyler;
import org.refold.report.chart.Series.Point;
import org.refold.settings.BadInputException;

/** Bars side by side over each name, with half their interval above and below the end. */
final class BarChart {

  private static final int WHITE = 255;

  private BarChart() {}

  static CategoryChart of(String title, Axis axis, String yTitle, List<Series> series) {
    int n = axis.categories().size();
    for (Series one : series) {
      if (one.points().size() != n) {
        throw new BadInputException(
            String.format(
                Locale.ROOT,
                "'%s' has %d values, but the chart '%s' has the %d names %s",
                one.label(),
                one.points().size(),
                title,
                n,
                axis.categories()));
      }
    }
    List<String> labels = series.stream().map(Series::label).toList();
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(ChartTheme.WIDTH)
            .height(ChartTheme.HEIGHT + Legend.extraHeight(labels))
            .title(title)
            .xAxisTitle(axis.title())
            .yAxisTitle(yTitle)
            .build();
    ChartTheme.styled(chart, labels);
    chart.getStyler().setSeriesColors(fills(labels));
    chart.getStyler().setAvailableSpaceFill(0.8);
    chart.getStyler().setXAxisTickMarkSpacingHint(8);
    chart.getStyler().setErrorBarsColor(Color.BLACK);
    Categories.under(chart.getStyler(), axis.categories(), ChartTheme.WIDTH);
    if (series.stream().flatMap(s -> s.points().stream()).allMatch(p -> !(p.value() < 0))) {
      chart.getStyler().setYAxisMin(0.0);
    }
    digits(chart.getStyler(), series);
    for (Series one : series) {
      chart.addSeries(
          one.label(),
          axis.categories(),
          one.points().stream().map(Point::value).toList(),
          one.points().stream().map(BarChart::margin).toList());
    }
    return Legend.broken(chart);
  }

  /**
   * The colours of the models; where bars of one model stand beside each other, those of their
   * places. They are mixed with white, so that the intervals on the bars can be seen.
   */
  private static Color[] fills(List<String> labels) {
    List<Color> own = Look.of(labels).stream().map(Look::paint).toList();
    boolean differ = own.stream().distinct().count() == own.size();
    return (differ ? own : ChartTheme.COLOURS)
        .stream().map(BarChart::lighter).toArray(Color[]::new);
  }

  private static Color lighter(Color colour) {
    return new Color(
        lighter(colour.getRed()), lighter(colour.getGreen()), lighter(colour.getBlue()));
  }

  private static int lighter(int value) {
    return value + (WHITE - value) / 3;
  }

  /** Bars begin at 0, so that is a value too. */
  private static void digits(CategoryStyler styler, List<Series> series) {
    List<Series> withZero = new ArrayList<>(series);
    withZero.add(Series.of("0").point(0, 0));
    ChartTheme.digits(styler, withZero);
  }

  private static double margin(Point point) {
    return point.hasInterval() ? (point.high() - point.low()) / 2 : 0;
  }
}
