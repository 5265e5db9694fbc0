package org.refold.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.internal.chartpart.IChart;
import org.refold.report.Gallery;
import org.refold.settings.BadInputException;

class FigureTest {

  /** One of each kind of chart. */
  static Map<String, IChart> gallery() {
    return Gallery.pieces().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, piece -> piece.getValue().chart()));
  }

  @Test
  void theGalleryHasEveryKindOfChart() {
    Set<String> kinds =
        Arrays.stream(Charts.class.getMethods())
            .filter(method -> method.getDeclaringClass() == Charts.class)
            .map(method -> "Charts." + method.getName())
            .collect(Collectors.toSet());
    assertThat(Gallery.pieces().values()).extracting(Gallery.Piece::call).containsAll(kinds);
  }

  /** What the other process of {@link #anotherProcessWritesTheSameBytes} runs. */
  public static void main(String[] folder) throws IOException {
    write(Path.of(folder[0]));
  }

  private static void write(Path folder) throws IOException {
    for (Map.Entry<String, IChart> chart : gallery().entrySet()) {
      Figure.save(chart.getValue(), folder.resolve(chart.getKey() + ".png"));
      Figure.save(chart.getValue(), folder.resolve(chart.getKey() + ".svg"));
    }
  }

  @Test
  void anotherProcessWritesTheSameBytes(@TempDir Path here, @TempDir Path there) throws Exception {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY); // would write 0,40
    try {
      write(here);
    } finally {
      Locale.setDefault(before);
    }
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                FigureTest.class.getName(),
                there.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(other.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(other.exitValue()).describedAs(said).isZero();
    for (String name : gallery().keySet()) {
      for (String format : List.of(".png", ".svg")) {
        assertThat(here.resolve(name + format))
            .hasSameBinaryContentAs(there.resolve(name + format));
      }
    }
  }

  @Test
  void everyChartIsDrawn() {
    gallery()
        .forEach(
            (name, chart) -> {
              BufferedImage image = Figure.picture(chart);
              assertThat(image.getWidth()).isEqualTo(2 * chart.getWidth());
              assertThat(image.getHeight()).isEqualTo(2 * chart.getHeight());
              assertThat(shareNotWhite(image, 0, image.getHeight()))
                  .describedAs(name)
                  .isBetween(0.01, 0.95);
            });
  }

  @Test
  void theLegendNamesTheSeriesInTheirColours() {
    BufferedImage image = Figure.picture(gallery().get("lines"));
    int from = image.getHeight() - 80;
    assertThat(pixels(image, from, ChartTheme.colour(0).getRGB())).isGreaterThan(50);
    assertThat(pixels(image, from, ChartTheme.colour(1).getRGB())).isGreaterThan(50);
  }

  /** What is cut off touches the edge. */
  @Test
  void nothingTouchesTheEdge() {
    gallery()
        .forEach(
            (name, chart) -> {
              BufferedImage image = Figure.picture(chart);
              int last = image.getWidth() - 1;
              for (int y = 0; y < image.getHeight(); y++) {
                assertThat(image.getRGB(0, y) & 0xFFFFFF).describedAs(name).isEqualTo(0xFFFFFF);
                assertThat(image.getRGB(last, y) & 0xFFFFFF).describedAs(name).isEqualTo(0xFFFFFF);
              }
            });
  }

  @Test
  void aPngCanBeReadBack(@TempDir Path folder) throws Exception {
    IChart chart = gallery().get("bars");
    Path file = folder.resolve("new/folder/bars.PNG");
    Figure.save(chart, file);
    BufferedImage image = ImageIO.read(file.toFile());
    assertThat(image.getWidth()).isEqualTo(2 * chart.getWidth());
    assertThat(file.getParent()).isDirectoryNotContaining(other -> !other.equals(file));
  }

  @Test
  void anotherEndingIsRefused(@TempDir Path folder) {
    Path file = folder.resolve("bars.gif");
    assertThatThrownBy(() -> Figure.save(gallery().get("bars"), file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("bars.gif")
        .hasMessageContaining(".svg");
    assertThat(file).doesNotExist();
  }

  private static double shareNotWhite(BufferedImage image, int fromY, int toY) {
    long dark = 0;
    for (int y = fromY; y < toY; y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        dark += (image.getRGB(x, y) & 0xFFFFFF) == 0xFFFFFF ? 0 : 1;
      }
    }
    return (double) dark / ((long) image.getWidth() * (toY - fromY));
  }

  private static int pixels(BufferedImage image, int fromY, int rgb) {
    int found = 0;
    for (int y = fromY; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        found += image.getRGB(x, y) == rgb ? 1 : 0;
      }
    }
    return found;
  }
}
