package org.refold.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.knowm.xchart.internal.chartpart.IChart;
import org.refold.evaluate.metric.Metrics;
import org.refold.report.chart.Axis;
import org.refold.report.chart.Charts;
import org.refold.report.chart.Curve;
import org.refold.report.chart.Figure;
import org.refold.report.chart.Group;
import org.refold.report.chart.Level;
import org.refold.report.chart.Panels;
import org.refold.report.chart.RankChart;
import org.refold.report.chart.Series;
import org.refold.report.chart.Surface;
import org.refold.study.store.AtomicFiles;
import org.refold.tune.Found;
import org.refold.tune.Space;
import org.refold.tune.Tried;

/**
 * One of each kind of chart, of synthetic examples, on a page: what there is, and what makes it.
 */
public final class Gallery {

  /** The name of its folder below the results. */
  public static final String NAME = "gallery";

  private static final int RUNS = 3;
  private static final int EPOCHS = 20;

  /**
   * A chart of the page.
   *
   * @param call what draws it
   * @param says what it shows, in a line
   * @param chart the chart
   */
  public record Piece(String call, String says, IChart chart) {}

  private Gallery() {}

  /** All kinds, by the names of their files. */
  public static Map<String, Piece> pieces() {
    Map<String, Piece> all = new LinkedHashMap<>();
    Axis layers = Axis.categories("hidden layers", List.of("none", "600", "600x600"));
    Axis count = Axis.linear("hidden layers");
    List<Series> models = List.of(series("mult-vae", 0.39), series("mult-dae", 0.40));
    Level ease = new Level("ease", 0.43, 0.42, 0.44);
    all.put(
        "lines",
        new Piece(
            "Charts.lines",
            "a metric over a factor of numbers; a baseline that knows no factor is level",
            Charts.lines("Depth", count, "NDCG@100", models, List.of(ease))));
    all.put(
        "names",
        new Piece(
            "Charts.lines",
            "the same over names, which nothing joins",
            Charts.lines("Sizes", layers, "NDCG@100", models, List.of(ease))));
    all.put(
        "differences",
        new Piece(
            "Charts.differences",
            "paired differences with their intervals, around 0",
            Charts.differences(
                "Sizes", layers, "NDCG@100 less that of none", List.of(series("mult-dae", 0)))));
    all.put(
        "bars",
        new Piece(
            "Charts.bars",
            "several metrics or segments side by side",
            Charts.bars(
                "Segments",
                Axis.categories("", List.of("head", "middle", "tail")),
                "Recall@20",
                models)));
    all.put(
        "boxes",
        new Piece(
            "Charts.boxes",
            "the spread over seeds or folds",
            Charts.boxes("Seeds", "NDCG@100", List.of(group("ease"), group("mult-vae")))));
    all.put(
        "map",
        new Piece(
            "Charts.heatMap",
            "two crossed factors, the best with a frame",
            Charts.heatMap("RMSE", surface(3, Surface.Best.LOWEST))));
    all.put(
        "wide-map",
        new Piece(
            "Charts.wideHeatMap",
            "many fields, such as shares of attention",
            Charts.wideHeatMap("Attention", surface(9, Surface.Best.NONE))));
    all.put(
        "curves",
        new Piece(
            "Charts.curves",
            "epoch by epoch, several seeds, a mark at the best; `Panels` puts charts into one",
            Panels.withOneLegend(
                List.of(
                    Charts.curves("Loss", "training loss", "dropout", curves(600, -150)),
                    Charts.curves(
                        "Validation", "validation NDCG@100", "dropout", curves(0.1, 0.3))))));
    all.put(
        "search",
        new Piece(
            "Charts.search",
            "what more fits bring to whom",
            Charts.search(
                "Tuning", List.of(found("ease", "lambda", 0.41), found("ials", "l2", 0.40)))));
    all.put(
        "front",
        new Piece(
            "Charts.front",
            "value against cost, with the Pareto front",
            Charts.front(
                "Accuracy against time", Axis.log("seconds to fit"), "NDCG@100", costs())));
    all.put(
        "points",
        new Piece(
            "Charts.points",
            "points of a plane in groups",
            Charts.points(
                "Items", Axis.linear("component 1"), "component 2", List.of(cloud(1), cloud(2)))));
    all.put(
        "ranks",
        new Piece(
            "new RankChart",
            "mean ranks over data sets; what a bar joins does not differ by Nemenyi's test",
            new RankChart(
                "mean rank by NDCG@100, 12 data sets",
                List.of("ease", "mult-vae", "rec-vae", "item-knn", "popularity"),
                List.of(1.6, 2.9, 1.9, 3.6, 5.0),
                1.76)));
    return all;
  }

  private static Series series(String label, double level) {
    Series series = Series.of(label);
    for (int k = 0; k < RUNS; k++) {
      double value = level - 0.02 * k * (k - 1);
      series = series.point(k, value, value - 0.01, value + 0.012);
    }
    return series;
  }

  private static Group group(String label) {
    SplittableRandom random = new SplittableRandom(label.length());
    return new Group(
        label, IntStream.range(0, 8).mapToObj(k -> 0.4 + 0.02 * random.nextDouble()).toList());
  }

  private static Surface surface(int size, Surface.Best best) {
    List<String> levels = IntStream.range(0, size).mapToObj(k -> "level " + (k + 1)).toList();
    List<List<Double>> values = new ArrayList<>();
    for (int y = 0; y < size; y++) {
      int row = y;
      values.add(
          IntStream.range(0, size)
              .mapToObj(x -> 0.9 + 0.003 * ((x - 1) * (x - 1) + (x - row) * (row - 2)))
              .toList());
    }
    return new Surface("dropout", levels, "latent", levels, values, List.of(), best);
  }

  private static List<Curve> curves(double from, double by) {
    List<Curve> curves = new ArrayList<>();
    for (String label : List.of("0", "0.5")) {
      for (int run = 0; run < RUNS; run++) {
        double height = label.equals("0") ? 1 : 1.1;
        SplittableRandom random = new SplittableRandom(run);
        curves.add(
            new Curve(
                label,
                IntStream.rangeClosed(1, EPOCHS)
                    .mapToObj(
                        e -> from + by * height * (1 - 1.0 / e) + 0.02 * by * random.nextDouble())
                    .toList(),
                EPOCHS - 2 * run));
      }
    }
    return curves;
  }

  private static Found found(String model, String setting, double level) {
    List<Tried> trace = new ArrayList<>();
    for (int fit = 0; fit < 12; fit++) {
      SortedMap<String, String> settings = new TreeMap<>(Map.of(setting, "1"));
      trace.add(new Tried(settings, level + 0.01 * ((fit * 5) % 12) / 12, 1, ""));
    }
    return new Found(Space.of(model, setting + "=log:1..1000"), Metrics.of("ndcg@100"), trace);
  }

  private static List<Series> costs() {
    return List.of(
        Series.of("popularity").point(0.05, 0.2),
        Series.of("item-knn").point(1, 0.36),
        Series.of("ease").point(3, 0.43),
        Series.of("rec-vae").point(60, 0.44),
        Series.of("mult-vae").point(40, 0.41));
  }

  private static Series cloud(int which) {
    SplittableRandom random = new SplittableRandom(which);
    Series cloud = Series.of(which == 1 ? "Comedy" : "Horror");
    for (int k = 0; k < 60; k++) {
      cloud = cloud.point(which + random.nextDouble(), which * random.nextDouble());
    }
    return cloud;
  }

  /**
   * Writes the page and its pictures, each file whole or not at all.
   *
   * @return the files, the page first
   * @throws IOException if one cannot be written
   */
  public static List<Path> write(Path folder) throws IOException {
    Path page = folder.resolve("README.md");
    List<Path> files = new ArrayList<>(List.of(page));
    StringBuilder text =
        new StringBuilder(
            "# Charts\n\n"
                + "Every kind of chart, of synthetic examples: `./refold report gallery` makes this"
                + " page.\n");
    for (Map.Entry<String, Piece> one : pieces().entrySet()) {
      String picture = one.getKey() + ".png";
      text.append("\n**`").append(one.getValue().call()).append("`**: ");
      text.append(one.getValue().says()).append(".\n\n");
      text.append("![").append(one.getValue().chart().getTitle()).append("](");
      text.append(picture).append(")\n");
      Figure.save(one.getValue().chart(), folder.resolve(picture));
      files.add(folder.resolve(picture));
    }
    AtomicFiles.write(page, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
    return files;
  }
}
