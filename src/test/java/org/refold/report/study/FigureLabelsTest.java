package org.refold.report.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.internal.chartpart.IChart;
import org.knowm.xchart.internal.series.Series;
import org.refold.report.MadeUpStudies;
import org.refold.report.chart.Panels;

/** What figures of studies are labelled with: what differs, and nothing twice. */
class FigureLabelsTest {

  private final Map<String, IChart> figures = StudyReport.of(MadeUpStudies.twoFactors()).figures();

  private static List<Chart<?, ?>> charts(IChart figure) {
    List<Chart<?, ?>> charts = new ArrayList<>();
    if (figure instanceof Panels panels) {
      panels.charts().forEach(part -> charts.addAll(charts(part)));
    } else {
      charts.add((Chart<?, ?>) figure);
    }
    return charts;
  }

  private static List<String> legend(Chart<?, ?> chart) {
    return chart.getSeriesCollection().stream()
        .filter(Series::isShowInLegend)
        .map(Series::getLabel)
        .toList();
  }

  @Test
  void noTwoEntriesReadAlike() {
    assertThat(figures).isNotEmpty();
    figures.forEach(
        (name, figure) ->
            charts(figure)
                .forEach(chart -> assertThat(legend(chart)).as(name).doesNotHaveDuplicates()));
  }

  /** Factors stand over the entries, and entries have levels alone. */
  @Test
  void factorsAreNamedOnce() {
    Chart<?, ?> learning = charts(figures.get("learning-mult-vae")).get(0);
    List<String> entries = legend(learning);
    assertThat(entries.subList(1, entries.size()))
        .isNotEmpty()
        .allMatch(entry -> !entry.contains("="));
    XYChart seeds =
        (XYChart) StudyReport.of(MadeUpStudies.oneFactor()).figures().get("seeds-mult-dae");
    assertThat(seeds.getXAxisTitle()).isEqualTo("dropout");
    assertThat(seeds.getYAxisTitle()).isEqualTo("NDCG@100");
  }

  /** Popularity is far below the others, and what is far off may be the best as well. */
  @Test
  void everyArmHasItsPointAgainstTime() {
    var study = MadeUpStudies.oneFactor();
    XYChart time = (XYChart) StudyReport.of(study).figures().get("time");
    List<Double> drawn = new ArrayList<>();
    time.getSeriesCollection().stream()
        .filter(series -> !series.getLabel().equals("Pareto front"))
        .forEach(series -> Arrays.stream(series.getYData()).forEach(drawn::add));
    drawn.removeIf(value -> value.isNaN());
    StudyNumbers numbers = new StudyNumbers(study);
    assertThat(drawn)
        .containsExactlyInAnyOrderElementsOf(
            numbers.arms().stream()
                .map(arm -> numbers.estimate(arm, numbers.metrics().get(0)).mean())
                .toList());
    assertThat(legend(charts(StudyReport.of(study).figures().get("dropout-ndcg-100")).get(0)))
        .anyMatch(label -> label.matches("popularity 0\\.\\d{4}, far below"));
  }

  @Test
  void whatAllLabelsEndInGoesToTheTitle() {
    SharedRemark tuned = SharedRemark.of(List.of("ease, tuned", "ials, tuned"));
    assertThat(tuned.without("ease, tuned")).isEqualTo("ease");
    assertThat(tuned.under("Time")).isEqualTo("Time (tuned)");
    SharedRemark none = SharedRemark.of(List.of("ease, tuned", "ials"));
    assertThat(none.without("ease, tuned")).isEqualTo("ease, tuned");
    assertThat(none.under("Time")).isEqualTo("Time");
  }

  @Test
  void theWorstDoesNotSetTheScale() {
    Extent extent = Extent.withoutFar(new double[] {0.05, 0.40, 0.42, 0.45});
    assertThat(extent).isEqualTo(new Extent(0.40, 0.45));
    assertThat(extent.isFarFrom(0.05)).isTrue();
    assertThat(extent.isFarFrom(0.38)).isFalse();
    assertThat(Extent.withoutFar(new double[] {0.1, 0.4}).isFarFrom(0.1)).isFalse();
  }
}
