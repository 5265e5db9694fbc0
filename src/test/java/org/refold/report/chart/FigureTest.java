package org.refold.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.internal.chartpart.IChart;
import org.refold.settings.BadInputException;

class FigureTest {

  /** One of each kind of chart. */
  static Map<String, IChart> gallery() {
    Series one = Series.of("mult-vae").point(0, 0.40, 0.38, 0.43).point(1, 0.42, 0.40, 0.44);
    Series other = Series.of("ease").point(0, 0.39, 0.38, 0.40).point(1, 0.41, 0.40, 0.42);
    List<Series> both = List.of(one, other);
    Axis names = Axis.categories("levels", List.of("a < b", "c & d"));
    List<Curve> curves =
        List.of(new Curve("a", List.of(3.0, 2.0, 1.0), 2), new Curve("b", List.of(4.0, 3.0), 1));
    Surface surface =
        new Surface(
            "dropout",
            List.of("0", "0.5"),
            "beta",
            List.of("0", "1"),
            List.of(List.of(0.1, 0.2), List.of(0.3, 0.4)));
    return Map.of(
        "lines", Charts.lines("Lines", Axis.linear("x"), "y", both),
        "names", Charts.lines("Names", names, "y", both),
        "bars", Charts.bars("Bars", names, "y", both),
        "boxes", Charts.boxes("Boxes", "y", List.of(new Group("a", List.of(1.0, 2.0, 4.0)))),
        "map", Charts.heatMap("Map", surface),
        "front", Charts.front("Front", Axis.linear("seconds"), "y", both),
        "points", Charts.points("Points", Axis.linear("x"), "y", both),
        "search", Charts.search("Search", ChartsTest.searches()),
        "panels",
            Panels.of(Charts.curves("Loss", "loss", curves), Charts.curves("KL", "kl", curves)));
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
