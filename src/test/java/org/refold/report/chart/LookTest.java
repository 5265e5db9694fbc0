package org.refold.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.lines.SeriesLines;
import org.refold.catalogue.Catalogue;

class LookTest {

  @Test
  void aModelLooksTheSameInEveryChart() {
    Look alone = Look.of(List.of("mult-dae")).get(0);
    assertThat(Look.of(List.of("ease", "popularity", "mult-dae, tuned")).get(2)).isEqualTo(alone);
    assertThat(Look.of(List.of("what", "mult-dae 0.5, 0")).get(1)).isEqualTo(alone);
  }

  @Test
  void noTwoModelsAreAlike() {
    assertThat(new HashSet<>(Look.of(Look.MODELS))).hasSameSizeAs(Look.MODELS);
    assertThat(Look.MODELS).containsAll(Catalogue.names()).doesNotHaveDuplicates();
  }

  @Test
  void levelsOfAModelKeepItsColourAndDifferInShape() {
    List<Look> looks = Look.of(List.of("mult-vae 0", "mult-vae 0.5", "mult-vae 1", "own", "other"));
    assertThat(looks.subList(0, 3)).extracting(Look::colour).containsOnly(0);
    assertThat(looks).doesNotHaveDuplicates();
    assertThat(looks.get(3).colour()).isNotIn(0, looks.get(4).colour());
  }

  /** 3 to 1 is what the guidelines for accessible pages (WCAG 2.1, 1.4.11) ask of graphics. */
  @Test
  void noColourIsPale() {
    assertThat(ChartTheme.COLOURS).allMatch(colour -> 1.05 / (luminance(colour) + 0.05) > 3);
  }

  private static double luminance(Color colour) {
    return 0.2126 * linear(colour.getRed())
        + 0.7152 * linear(colour.getGreen())
        + 0.0722 * linear(colour.getBlue());
  }

  private static double linear(int value) {
    double share = value / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }

  @Test
  void nothingJoinsNames() {
    Axis names = Axis.categories("hidden", List.of("none", "600"));
    Series one = Series.of("mult-vae").point(0, 0.4).point(1, 0.5);
    Level ease = new Level("ease", 0.3, 0.2, 0.4);
    XYChart chart = Charts.lines("t", names, "y", List.of(one), List.of(ease));
    assertThat(chart.getSeries("mult-vae").getLineStyle()).isEqualTo(SeriesLines.NONE);
    assertThat(chart.getSeries("ease").getYData()).containsExactly(0.3, 0.3);
    assertThat(chart.getSeries("ease").getXData()).containsExactly(-0.45, 1.45);
    assertThat(chart.getSeries("interval of ease").getYData()).containsExactly(0.2, 0.2, 0.4, 0.4);
  }

  @Test
  void theFirstEpochsDoNotSetTheScale() {
    List<Double> loss = List.of(900.0, 200.0, 12.0, 11.0, 10.5, 10.2, 10.1, 10.05, 10.02, 10.0);
    XYChart chart = Charts.curves("t", "loss", List.of(new Curve("a", loss, 9)));
    assertThat(chart.getStyler().getYAxisMax()).isLessThan(13);
    List<Double> even = List.of(5.0, 4.0, 3.0, 2.0, 1.0);
    assertThat(Charts.curves("t", "loss", List.of(new Curve("a", even, 5))).getStyler())
        .extracting(styler -> styler.getYAxisMax())
        .isNull();
  }

  /** A schedule says nothing of runs: it is not cut, whatever its first epochs are. */
  @Test
  void aScheduleIsShownWhole() {
    List<Double> beta = List.of(0.0, 0.15, 0.2, 0.2, 0.2, 0.21, 0.2, 0.2, 0.2, 0.2);
    Curve one = new Curve("a", beta, 9);
    assertThat(Charts.curves("t", "beta", List.of(one)).getStyler().getYAxisMin()).isNotNull();
    XYChart both = Charts.curves("t", "beta", List.of(one, new Curve("b", beta, 2)));
    assertThat(both.getStyler().getYAxisMin()).isNull();
  }

  @Test
  void aFrontOfOnePointIsNotNamed() {
    Series best = Series.of("ease").point(1, 0.4);
    Series other = Series.of("ials").point(2, 0.3);
    XYChart chart = Charts.front("t", Axis.linear("s"), "y", "factor", List.of(best, other));
    assertThat(Legend.labels(chart)).containsExactly("factor", "ease", "ials");
  }

  /** XChart would cut them to the same text. */
  @Test
  void longNamesGoOnInASecondLine() {
    String stem = "a model with many settings whose names are long, dropout=";
    XYChart chart =
        Charts.lines(
            "t",
            Axis.linear("x"),
            "y",
            List.of(Series.of(stem + "0.3").point(0, 1), Series.of(stem + "0.5").point(0, 2)));
    assertThat(Legend.labels(chart)).allMatch(label -> label.contains("\n"));
    assertThat(Legend.labels(chart))
        .extracting(label -> label.replace('\n', ' '))
        .containsExactly(stem + "0.3", stem + "0.5");
  }

  @Test
  void metricsAreNamedAsInPapers() {
    assertThat(List.of("ndcg@100", "recall@20", "rmse", "hr@10"))
        .extracting(AxisNames::of)
        .containsExactly("NDCG@100", "Recall@20", "RMSE", "HR@10");
  }
}
