package org.refold.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.refold.data.Vocabulary;
import org.refold.evaluate.metric.Metrics;
import org.refold.report.chart.Series.Point;
import org.refold.settings.BadInputException;
import org.refold.tune.Found;
import org.refold.tune.Space;
import org.refold.tune.Tried;

class ChartsTest {

  private static final double NONE = Double.NaN;

  private final Series vae =
      Series.of("mult-vae").point(0, 0.40, 0.38, 0.43).point(0.5, 0.42, 0.40, 0.44);
  private final Series ease = Series.of("ease").point(0, 0.39).point(0.5, NONE).point(1, 0.38);

  private static List<String> named(XYChart chart) {
    return chart.getSeriesCollection().stream()
        .filter(XYSeries::isShowInLegend)
        .map(XYSeries::getName)
        .toList();
  }

  private static Found found(String model, String metric, double... values) {
    List<Tried> trace = new ArrayList<>();
    for (double value : values) {
      trace.add(new Tried(new TreeMap<>(), value, 1, Double.isNaN(value) ? "why" : ""));
    }
    return new Found(Space.of(model), Metrics.of(metric), trace);
  }

  /** One that becomes better and one with nothing to vary. */
  static List<Found> searches() {
    return List.of(
        found("popularity", "ndcg@100", 0.19), found("ease", "ndcg@100", NONE, 0.40, 0.38, 0.43));
  }

  @Test
  void aSearchIsStepsOfTheBestSoFarAndEndsWithTheOthers() {
    XYChart chart = Charts.search("t", searches());
    assertThat(named(chart)).containsExactly("popularity", "ease");
    XYSeries ease = chart.getSeries("ease");
    assertThat(ease.getXYSeriesRenderStyle()).contains(XYSeriesRenderStyle.Step);
    assertThat(ease.getXData()).containsExactly(2, 3, 4);
    assertThat(ease.getYData()).containsExactly(0.40, 0.40, 0.43);
    assertThat(chart.getSeries("popularity").getYData()).containsExactly(0.19, 0.19, 0.19, 0.19);
    assertThat(chart.getYAxisTitle()).isEqualTo("best validation NDCG@100 so far");
  }

  @Test
  void searchesThatFailedOrDoNotGoTogetherAreNotDrawn() {
    Found failed = found("ials", "ndcg@100", NONE, NONE);
    Found fine = found("ease", "ndcg@100", 0.4);
    assertThat(named(Charts.search("t", List.of(failed, fine)))).containsExactly("ease");
    assertThatThrownBy(() -> Charts.search("what", List.of(failed)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("'what'");
    assertThatThrownBy(() -> Charts.search("what", List.of())).hasMessageContaining("'what'");
    assertThatThrownBy(() -> Charts.search("what", List.of(fine, found("ease", "recall@20", 0.3))))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("ndcg@100", "recall@20", "a chart of each");
  }

  @Test
  void twoSearchesOfOneModelAreNamedByTheirSpaces() {
    Found whole = new Found(Space.of("ease", "lambda=1..9"), Metrics.of("ndcg@100"), List.of());
    Found one = new Found(whole.space(), whole.metric(), searches().get(1).trace());
    assertThat(named(Charts.search("t", List.of(one, searches().get(1)))))
        .containsExactly("ease lambda=1..9", "ease");
  }

  @Test
  void aLineHasItsBandBehindIt() {
    XYChart chart = Charts.lines("t", Axis.linear("x"), "y", List.of(vae, ease));
    Collection<XYSeries> all = chart.getSeriesCollection();
    assertThat(all)
        .extracting(XYSeries::getName)
        .containsExactly(
            "interval of mult-vae",
            "low end of mult-vae",
            "high end of mult-vae",
            "mult-vae",
            "ease");
    XYSeries band = chart.getSeries("interval of mult-vae");
    assertThat(band.getXYSeriesRenderStyle()).contains(XYSeriesRenderStyle.PolygonArea);
    assertThat(band.getXData()).containsExactly(0, 0.5, 0.5, 0);
    assertThat(band.getYData()).containsExactly(0.38, 0.40, 0.44, 0.43);
    assertThat(named(chart)).containsExactly("mult-vae", "ease");
  }

  @Test
  void seriesDifferInColourMarkerAndDashes() {
    XYChart chart = Charts.lines("t", Axis.linear("x"), "y", List.of(vae, ease));
    XYSeries one = chart.getSeries("mult-vae");
    XYSeries other = chart.getSeries("ease");
    assertThat(one.getLineColor()).isNotEqualTo(other.getLineColor());
    assertThat(one.getMarker()).isNotEqualTo(other.getMarker());
    assertThat(one.getLineStyle().getDashArray()).isNotEqualTo(other.getLineStyle().getDashArray());
  }

  @Test
  void overNamesIntervalsAreBarsThatKeepTheirSkewAndStepAside() {
    Axis names = Axis.categories("hidden", List.of("[600]", "[]"));
    Series one = Series.of("a").point(0, 0.40, 0.38, 0.43).point(1, 0.42);
    XYChart chart = Charts.lines("t", names, "y", List.of(one, Series.of("b").point(0, 0.3)));
    XYSeries bar = chart.getSeries("interval 0 of a");
    assertThat(bar.getYData()).containsExactly(0.38, 0.43);
    assertThat(bar.getXData()[0]).isEqualTo(bar.getXData()[1]).isLessThan(0);
    assertThat(chart.getSeries("b").getXData()[0]).isPositive();
    var label = chart.getStyler().getXAxisTickLabelsFormattingFunction();
    assertThat(List.of(0.0, 1.0)).extracting(label::apply).containsExactly("[600]", "[]");
    assertThat(List.of(-1.0, 0.5, 2.0, 3.0))
        .extracting(label::apply)
        .allMatch(text -> text.replace('\u00A0', ' ').isBlank())
        .doesNotHaveDuplicates();
  }

  @Test
  void longNamesAreShortenedAndStayDifferent() {
    List<String> names = List.of("mult-dae maskRatio=0.125", "mult-dae maskratio=0.125", "short");
    assertThat(Categories.shortened(names))
        .containsExactly("mult-dae…Ratio=0.125", "mult-dae…ratio=0.125", "short");
    String long1 = "a".repeat(40);
    String long2 = "a".repeat(50);
    assertThat(Categories.shortened(List.of(long1, long2)))
        .doesNotHaveDuplicates()
        .allMatch(label -> label.length() <= 20);
  }

  @Test
  void aLogarithmicAxisBeginsAboveZero() {
    assertThatThrownBy(() -> Charts.lines("t", Axis.log("dropout"), "y", List.of(vae)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("dropout")
        .hasMessageContaining("mult-vae")
        .hasMessageContaining("Axis.linear");
  }

  @Test
  void aChartOfNothingIsRefused() {
    Series empty = Series.of("a").point(0, NONE);
    assertThatThrownBy(() -> Charts.lines("what", Axis.linear("x"), "y", List.of(empty)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("'what'");
    assertThatThrownBy(() -> Charts.boxes("what", "y", List.of(new Group("a", List.of()))))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("'what'");
    assertThatThrownBy(() -> Charts.curves("what", "y", List.of())).hasMessageContaining("'what'");
    assertThatThrownBy(() -> new Axis("x", Axis.Scale.CATEGORIES, List.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("Axis.linear");
  }

  /** Quartiles by {@code numpy.quantile([1, 2, 3, 4, 20], [.25, .5, .75])}: 2, 3, 4. */
  @Test
  void boxesReachFromQuartileToQuartileAndWhiskersToTheLastNearValue() {
    Group group = new Group("a", List.of(20.0, 1.0, 4.0, 2.0, 3.0));
    XYChart chart = Charts.boxes("t", "y", List.of(group));
    assertThat(chart.getSeries("box of a").getYData()).containsExactly(2, 2, 4, 4);
    assertThat(chart.getSeries("median of a").getYData()).containsExactly(3, 3);
    assertThat(chart.getSeries("lower end of a").getYData()).containsExactly(1, 1);
    assertThat(chart.getSeries("upper end of a").getYData()).containsExactly(4, 4);
    assertThat(chart.getSeries("a").getYData()).containsExactly(1, 2, 3, 4, 20);
  }

  @Test
  void aHeatMapLeavesHoles() {
    Surface surface =
        new Surface(
            "dropout",
            List.of("0", "0.5"),
            "beta",
            List.of("0", "1"),
            List.of(List.of(0.1, 0.2), List.of(NONE, 0.4)));
    HeatMapChart chart = Charts.heatMap("t", surface);
    assertThat(chart.getHeatMapSeries().getHeatData())
        .extracting(List::of)
        .containsExactly(List.of(0, 0, 0.1), List.of(1, 0, 0.2), List.of(1, 1, 0.4));
    assertThatThrownBy(
            () -> new Surface("x", List.of("a"), "y", List.of("b"), List.of(List.of(1.0, 2.0))))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("1 x 1");
  }

  /** The colour of a value beside the fields is that of a field which has it. */
  @Test
  void theKeyOfAMapHasTheColoursOfItsFields() {
    for (Surface.Best best : Surface.Best.values()) {
      Surface surface =
          new Surface(
              "x",
              List.of("0", "1", "2"),
              "y",
              List.of("0"),
              List.of(List.of(0.0, 0.35, 1.0)),
              List.of(List.of("", "", "")),
              best);
      HeatMapChart chart = Charts.heatMap("t", surface);
      BufferedImage image = Figure.picture(chart);
      int bar = image.getWidth() - 2 * HeatKey.WIDTH + 14;
      int middle = image.getHeight() / 2;
      Set<Integer> key = new HashSet<>();
      for (int y = 0; y < image.getHeight(); y++) {
        key.add(image.getRGB(bar, y));
      }
      int left = 140; // right of the names
      int third = (image.getWidth() - 2 * HeatKey.WIDTH - 20 - left) / 3;
      for (int x = 0; x < 3; x++) {
        Color field = new Color(image.getRGB(left + third / 2 + x * third, middle));
        assertThat(key).as(best + " " + x).anyMatch(rgb -> isNear(new Color(rgb), field));
      }
      assertThat(chart.getWidth()).isEqualTo(ChartTheme.WIDTH);
    }
  }

  private static boolean isNear(Color one, Color other) {
    return Math.abs(one.getRed() - other.getRed()) <= 2
        && Math.abs(one.getGreen() - other.getGreen()) <= 2
        && Math.abs(one.getBlue() - other.getBlue()) <= 2;
  }

  @Test
  void aMapOfOneValueHasAKeyToo() {
    Surface one = new Surface("x", List.of("a"), "y", List.of("b"), List.of(List.of(0.5)));
    assertThat(Figure.picture(Charts.heatMap("t", one)).getWidth()).isPositive();
  }

  @Test
  void runsOfOneModelLookTheSameAndAreNamedOnce() {
    XYChart chart =
        Charts.curves(
            "t",
            "loss",
            List.of(
                new Curve("a", List.of(3.0, 2.0, 1.0), 2),
                new Curve("a", List.of(3.0, 2.5), 0),
                new Curve("b", List.of(4.0), 1)));
    assertThat(named(chart)).containsExactly("a", "b");
    assertThat(chart.getSeries("a").getXData()).containsExactly(2);
    assertThat(chart.getSeries("a").getYData()).containsExactly(2);
    assertThat(chart.getSeries("mark 1 of a").getXData()).containsExactly(2);
    assertThat(chart.getSeries("run 0 of a").getLineColor())
        .isEqualTo(chart.getSeries("run 1 of a").getLineColor())
        .isNotEqualTo(chart.getSeries("run 2 of b").getLineColor());
  }

  @Test
  void theFrontIsWhatNothingCheaperBeats() {
    List<Point> points =
        List.of(new Point(3, 0.3), new Point(1, 0.1), new Point(2, 0.4), new Point(1, 0.2));
    assertThat(TradeOffChart.front(points)).containsExactly(new Point(1, 0.2), new Point(2, 0.4));
    XYChart chart =
        Charts.front(
            "t", Axis.linear("seconds"), "y", List.of(new Series("a", points), Series.of("b")));
    assertThat(chart.getSeries("Pareto front").getXData()).containsExactly(1, 2);
    assertThat(named(chart)).containsExactly("Pareto front", "a");
  }

  @Test
  void pointsAreGroupedByTheMostFrequentLabels() {
    Vocabulary ids = Vocabulary.of(List.of("a", "b", "c", "d", "e"));
    double[][] points = {{0, 1}, {2, 3}, {4, 5}, {6, 7}, {8, 9}};
    Map<String, String> labels = Map.of("a", "War", "b", "Drama", "c", "Drama", "e", "Comedy");
    List<Series> groups = Series.byLabel(ids, points, labels, 2);
    assertThat(groups)
        .containsExactly(
            Series.of("Drama").point(2, 3).point(4, 5), Series.of("Comedy").point(8, 9));
    XYChart chart = Charts.points("t", Axis.linear("x"), "y", groups);
    assertThat(named(chart)).containsExactly("Drama", "Comedy");
    assertThat(chart.getSeries("Drama").getXData()).containsExactly(2, 4);
    assertThat(chart.getSeries("Drama").getYData()).containsExactly(3, 5);
    assertThat(chart.getSeries("Comedy").getXYSeriesRenderStyle())
        .contains(XYSeriesRenderStyle.Scatter);
    assertThatThrownBy(() -> Charts.points("t", Axis.linear("x"), "y", List.of()))
        .isInstanceOf(BadInputException.class);
    assertThatThrownBy(() -> Series.byLabel(ids, new double[][] {{0, 1}}, labels, 2))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("1 points")
        .hasMessageContaining("5 ids");
  }

  @Test
  void barsHaveHalfTheirIntervalsAndBeginAtZero() {
    Axis segments = Axis.categories("history", List.of("short", "long"));
    Series one = Series.of("ease").point(0, 0.3, 0.28, 0.34).point(1, 0.4);
    CategoryChart chart = Charts.bars("t", segments, "y", List.of(one));
    assertThat(chart.getStyler().getYAxisMin()).isZero();
    assertThat(chart.getSeries("ease").getExtraValues())
        .containsExactly(new double[] {0.03, 0}, within(1e-12));
    assertThatThrownBy(() -> Charts.bars("t", segments, "y", List.of(Series.of("x").point(0, 1))))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("1 values")
        .hasMessageContaining("[short, long]");
  }

  @Test
  void namesThatDoNotFitInALineStandOneBelowTheOther() {
    List<Series> few = List.of(Series.of("a").point(0, 1), Series.of("b").point(0, 2));
    XYChart small = Charts.lines("t", Axis.linear("x"), "y", few);
    assertThat(small.getStyler().getLegendLayout()).isEqualTo(LegendLayout.Horizontal);
    List<Series> wide =
        List.of(
            Series.of("mult-vae annealSteps=20000, dropout=0.5").point(0, 1),
            Series.of("mult-vae annealSteps=40000, dropout=0.5").point(0, 1),
            Series.of("mult-vae annealSteps=60000, dropout=0.5").point(0, 1));
    XYChart high = Charts.lines("t", Axis.linear("x"), "y", wide);
    assertThat(high.getStyler().getLegendLayout()).isEqualTo(LegendLayout.Vertical);
    assertThat(high.getHeight()).isGreaterThan(small.getHeight());
  }

  @Test
  void numbersHaveAsManyDigitsAsTellThemApart() {
    XYChart chart = Charts.lines("t", Axis.linear("x"), "y", List.of(vae));
    assertThat(chart.getStyler().getYAxisDecimalPattern()).isEqualTo("0.000");
    XYChart loss = Charts.curves("t", "y", List.of(new Curve("a", List.of(900.0, 300.0), 0)));
    assertThat(loss.getStyler().getYAxisDecimalPattern()).isEqualTo("0");
  }

  /** Of a few data sets it is longer than the line of ranks. */
  @Test
  void aCriticalDifferenceIsDrawnInItsWholeLength() {
    RankChart.Scale narrow = RankChart.Scale.of(120, 560, 3, 2.8);
    assertThat(narrow.at(1 + 2.8)).isCloseTo(550, within(1e-9));
    assertThat(narrow.right()).isCloseTo(narrow.at(3), within(1e-9)).isLessThan(440);
    RankChart.Scale wide = RankChart.Scale.of(120, 560, 3, 1);
    assertThat(wide.right()).isCloseTo(440, within(1e-9));
  }
}
