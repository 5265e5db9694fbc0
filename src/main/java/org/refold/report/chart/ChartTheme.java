package org.refold.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The look that all charts share.
 *
 * <p>The colours are those of Okabe and Ito (2008), which people with any usual form of colour
 * blindness can tell apart, the pale ones replaced by darker ones. On grey paper series are told
 * apart by their markers and dashes. Sizes are in pixels of a chart that is 560 wide; {@link Print}
 * says how large these are on paper.
 */
public final class ChartTheme {

  static final int WIDTH = 560;
  static final int HEIGHT = 380;

  /** Colours for lines and points, in order: none so pale that a line of it is faint. */
  public static final List<Color> COLOURS =
      List.of(
          new Color(0x0072B2),
          new Color(0xD55E00),
          new Color(0x008A65),
          new Color(0xAA4499),
          new Color(0x9A6B00),
          new Color(0x5A4FCF),
          new Color(0x000000));

  /** Shapes of points, in order; their number has no factor in common with that of the colours. */
  static final List<Marker> MARKERS =
      List.of(
          SeriesMarkers.CIRCLE,
          SeriesMarkers.SQUARE,
          SeriesMarkers.TRIANGLE_UP,
          SeriesMarkers.DIAMOND,
          SeriesMarkers.TRIANGLE_DOWN,
          SeriesMarkers.TRAPEZOID,
          OwnMark.CROSS,
          OwnMark.PLUS,
          OwnMark.BOX,
          OwnMark.KITE,
          OwnMark.TENT);

  /** Strokes of lines, in order: whole, dashed, dotted and mixed. */
  static final List<BasicStroke> STROKES =
      List.of(stroke(), stroke(9, 4), stroke(2, 3), stroke(10, 3, 2, 3), stroke(16, 4));

  static final Color GREY = new Color(0x707070);
  private static final Color FAINT = new Color(0xDDDDDD);
  private static final int BAND_OPACITY = 26;
  private static final int MIDDLE = 15;

  /** The height of the smallest letters. */
  static final int LETTERS = 14;

  private static final int TICKS = 8;
  private static final int MOST_DIGITS = 6;

  /** The font of the smallest letters. */
  static final Font FONT = ChartFont.plain(LETTERS);

  private ChartTheme() {}

  static Color colour(int series) {
    return COLOURS.get(series % COLOURS.size());
  }

  /** A colour, for the interval around what has it: so faint that several can be told apart. */
  static Color band(Color colour) {
    return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), BAND_OPACITY);
  }

  /**
   * The same for its edges; not seen through, so that pieces of a line do not show where they meet.
   */
  static Color edge(Color colour) {
    return new Color(pale(colour.getRed()), pale(colour.getGreen()), pale(colour.getBlue()));
  }

  private static int pale(int part) {
    return (255 + part) / 2;
  }

  static BasicStroke stroke(int series) {
    return STROKES.get(series % STROKES.size());
  }

  private static BasicStroke stroke(float... dashes) {
    return dashes.length == 0
        ? new BasicStroke(2.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND)
        : new BasicStroke(2.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10f, dashes, 0f);
  }

  /**
   * An empty chart of lines and points, high enough for its legend.
   *
   * @param labels what the legend will name; none is shown for a single one
   */
  static XYChart chart(String title, String xTitle, String yTitle, List<String> labels) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT + Legend.extraHeight(labels))
            .title(title)
            .xAxisTitle(xTitle)
            .yAxisTitle(yTitle)
            .build();
    return styled(chart, labels);
  }

  /**
   * Gives a chart the common look.
   *
   * @param chart Modified.
   * @param labels what the legend names
   */
  static <C extends Chart<? extends AxesChartStyler, ?>> C styled(C chart, List<String> labels) {
    AxesChartStyler styler = chart.getStyler();
    styler.setLocale(Locale.ROOT);
    styler.setBaseFont(FONT);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setPlotGridLinesColor(FAINT);
    styler.setPlotGridLinesStroke(new BasicStroke(1f));
    styler.setChartTitleBoxVisible(false);
    styler.setChartTitleFont(ChartFont.bold(MIDDLE));
    styler.setAxisTitleFont(ChartFont.plain(MIDDLE));
    styler.setAxisTickLabelsFont(FONT);
    styler.setMarkerSize(9);
    styler.setSeriesColors(COLOURS.toArray(Color[]::new));
    Legend.on(styler, labels);
    return chart;
  }

  /**
   * Sets the horizontal axis by logarithms.
   *
   * @param styler Modified.
   */
  static void logarithmic(AxesChartStyler styler) {
    styler.setXAxisLogarithmic(true);
    styler.setXAxisDecimalPattern("0.######");
    styler.setPlotGridVerticalLinesVisible(false);
  }

  /**
   * Writes the numbers of the vertical axis with as many digits as tell them apart.
   *
   * @param styler Modified.
   */
  static void digits(AxesChartStyler styler, double min, double max) {
    double step = (max - min) / TICKS;
    if (!(step > 0)) {
      styler.setYAxisDecimalPattern("0.######"); // one value: nothing to tell apart
      return;
    }
    int digits = (int) Math.ceil(-Math.log10(step));
    digits = Math.max(0, Math.min(MOST_DIGITS, digits));
    styler.setYAxisDecimalPattern(digits == 0 ? "0" : "0." + "0".repeat(digits));
  }

  /** The same for the values and intervals of series. */
  static void digits(AxesChartStyler styler, List<Series> series) {
    DoubleSummaryStatistics all =
        series.stream()
            .flatMap(one -> one.points().stream())
            .flatMapToDouble(p -> DoubleStream.of(p.value(), p.low(), p.high()))
            .filter(value -> !Double.isNaN(value))
            .summaryStatistics();
    digits(styler, all.getMin(), all.getMax());
  }
}
