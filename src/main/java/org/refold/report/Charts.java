package org.refold.report;

import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.refold.evaluate.MetricResult;
import org.refold.study.Outcome;

/** The charts that results are shown in. */
public final class Charts {

  private static final int WIDTH = 720;
  private static final int HEIGHT = 420;

  private Charts() {}

  /**
   * Bars for several models on one split, a group for each metric; the lines on top of the bars are
   * 95 % intervals over users.
   *
   * @param metrics names of evaluated metrics
   * @throws org.refold.data.BadInputException if a metric was not evaluated
   */
  public static CategoryChart bars(String title, List<Outcome> outcomes, List<String> metrics) {
    CategoryChart chart =
        Figure.styled(
            new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .yAxisTitle("mean over users, 95 % interval")
                .build());
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setYAxisDecimalPattern("0.00");
    chart.getStyler().setAvailableSpaceFill(0.8);
    chart.getStyler().setPlotGridVerticalLinesVisible(false);
    chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
    chart.getStyler().setLegendLayout(LegendLayout.Horizontal);
    for (Outcome outcome : outcomes) {
      List<MetricResult> results =
          metrics.stream().map(name -> outcome.evaluation().metric(name)).toList();
      chart.addSeries(
          outcome.name(),
          metrics,
          results.stream().map(MetricResult::mean).toList(),
          results.stream()
              .map(result -> result.ci95().map(ci -> (ci.high() - ci.low()) / 2).orElse(0.0))
              .toList());
    }
    return chart;
  }
}
