package org.refold.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Font;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.IChart;
import org.refold.settings.BadInputException;

/** Charts set for a page of a paper. */
class PrintTest {

  @TempDir private Path folder;

  private Path save(IChart chart, String name, Print print) throws Exception {
    Path file = folder.resolve(name);
    Figure.save(chart, file, print);
    return file;
  }

  /** The letters are those of the library, whatever the machine has. */
  @Test
  void lettersComeWithTheLibrary() {
    for (Font font : List.of(ChartFont.plain(14), ChartFont.bold(15))) {
      assertThat(font.getFamily(java.util.Locale.ROOT)).isEqualTo("DejaVu Sans");
      assertThat(font.canDisplayUpTo("NDCG@100 β ± 95 % …")).isEqualTo(-1);
    }
    XYChart chart = (XYChart) FigureTest.gallery().get("lines");
    assertThat(chart.getStyler().getAxisTickLabelsFont()).isEqualTo(ChartFont.plain(14));
    assertThat(chart.getStyler().getChartTitleFont()).isEqualTo(ChartFont.bold(15));
    assertThat(ChartFont.class.getResource("DejaVu-LICENSE.txt")).isNotNull();
  }

  @Test
  void aPngHasThreeHundredPixelsToTheInch() throws Exception {
    Path file = save(FigureTest.gallery().get("bars"), "bars.png", Print.column());
    BufferedImage image = ImageIO.read(file.toFile());
    assertThat(image.getWidth()).isEqualTo(990);
    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertThat(bytes).contains("pHYs\0\0.#\0\0.#\1"); // 11811 a metre
    assertThat(image.getRGB(image.getWidth() - 1, 5) & 0xFFFFFF).isEqualTo(0xFFFFFF);
  }

  @Test
  void aPdfIsAsWideAsAskedAndNamesNoFont() throws Exception {
    for (String name : List.of("lines", "curves", "map")) {
      String pdf =
          Files.readString(
              save(FigureTest.gallery().get(name), name + ".pdf", Print.page()),
              StandardCharsets.ISO_8859_1);
      Matcher box = Pattern.compile("MediaBox \\[0 0 ([\\d.]+) ([\\d.]+)]").matcher(pdf);
      assertThat(box.find()).isTrue();
      assertThat(Double.parseDouble(box.group(1))).isCloseTo(6.9 * 72, within(0.3));
      assertThat(pdf).doesNotContain("/BaseFont", " Tf").contains("/FlateDecode");
      Matcher places = Pattern.compile("(\\d{10}) 00000 n").matcher(pdf);
      for (int object = 1; places.find(); object++) {
        int at = Integer.parseInt(places.group(1));
        assertThat(pdf.substring(at)).startsWith(object + " 0 obj");
      }
      Matcher start = Pattern.compile("startxref\\s(\\d+)").matcher(pdf);
      assertThat(start.find()).isTrue();
      assertThat(pdf.substring(Integer.parseInt(start.group(1)))).startsWith("xref");
    }
  }

  @Test
  void anSvgHasTheSizeInPixelsOfCss() throws Exception {
    Path file = save(FigureTest.gallery().get("lines"), "lines.svg", Print.column());
    Matcher width = Pattern.compile(" width=\"([\\d.]+)px\"").matcher(Files.readString(file));
    assertThat(width.find()).isTrue();
    assertThat(Double.parseDouble(width.group(1))).isCloseTo(3.3 * 96, within(0.5));
  }

  /** Larger letters on the same width are more units of it: less room between them. */
  @Test
  void lettersAreAsLargeAsAsked() {
    Sheet small = new Sheet(FigureTest.gallery().get("lines"), Optional.of(Print.column()));
    Sheet large =
        new Sheet(FigureTest.gallery().get("lines"), Optional.of(Print.column().withFontSize(9)));
    assertThat(ChartTheme.LETTERS * small.points()).isEqualTo(7);
    assertThat(ChartTheme.LETTERS * large.points()).isEqualTo(9);
    assertThat(large.width()).isLessThan(small.width());
  }

  @Test
  void aChartIsAsBeforeAfterwards() throws Exception {
    for (String name : FigureTest.gallery().keySet()) {
      IChart chart = FigureTest.gallery().get(name);
      String before = Figure.toSvg(chart);
      save(chart, name + ".pdf", Print.column().withTitle(false));
      assertThat(Figure.toSvg(chart)).as(name).isEqualTo(before);
    }
  }

  @Test
  void withoutItsTitleAChartHasLessInk() throws Exception {
    IChart chart = FigureTest.gallery().get("lines");
    long with = Files.size(save(chart, "a.svg", Print.page()));
    assertThat(Files.size(save(chart, "b.svg", Print.page().withTitle(false)))).isLessThan(with);
  }

  @Test
  void lettersThatLeaveNoRoomAreRefused() {
    assertThatThrownBy(() -> Print.column().withFontSize(30))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("30.0 points", "3.30 inches", "10.4 points or less");
    assertThatThrownBy(() -> new Print(0, 7, true)).isInstanceOf(BadInputException.class);
  }
}
