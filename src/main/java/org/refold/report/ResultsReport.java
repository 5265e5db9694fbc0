package org.refold.report;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.knowm.xchart.CategoryChart;
import org.refold.data.sets.DataSets;
import org.refold.evaluate.Interval;
import org.refold.report.chart.Axis;
import org.refold.report.chart.AxisNames;
import org.refold.report.chart.Charts;
import org.refold.report.chart.FigureFiles;
import org.refold.report.chart.Series;
import org.refold.report.table.Table;
import org.refold.settings.BadInputException;
import org.refold.study.run.Outcome;
import org.refold.study.store.ResultFile;
import org.refold.study.store.TrialResult;
import org.refold.study.store.TrialResult.Score;

/**
 * The table and the figure of several models on one split, made of their result files alone.
 *
 * @param results in the order of table and figure
 */
public record ResultsReport(List<TrialResult> results) {

  private static final String RESULTS = "[1-9]*-*.json";

  /**
   * @throws BadInputException if there are no results, one of them failed, or they are not on the
   *     same split or not of the same metrics
   */
  public ResultsReport {
    results = List.copyOf(results);
    if (results.isEmpty()) {
      throw new BadInputException(
          "there are no results to report; `refold evaluate --out` writes one");
    }
    TrialResult first = results.get(0);
    for (TrialResult each : results) {
      if (!each.isFinished()
          || !each.split().sha256().equals(first.split().sha256())
          || !each.metrics().keySet().equals(first.metrics().keySet())) {
        throw new BadInputException(
            "%s and %s do not go into one table: both must be finished, on the same split and"
                    .formatted(first.trial().arm(), each.trial().arm())
                + " measured by the same metrics");
      }
    }
  }

  /** Whether a folder has numbered result files. */
  public static boolean isIn(Path folder) throws IOException {
    return !files(folder).isEmpty();
  }

  private static List<Path> files(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, RESULTS)) {
        found.forEach(files::add);
      }
    }
    files.sort(null);
    return files;
  }

  /**
   * Reads the numbered result files of a folder.
   *
   * @throws BadInputException if there are none, one is damaged, or they do not go into one table
   * @throws IOException if one cannot be read
   */
  public static ResultsReport read(Path folder) throws IOException {
    List<TrialResult> results = new ArrayList<>();
    for (Path file : files(folder)) {
      results.add(ResultFile.read(file));
    }
    return new ResultsReport(results);
  }

  /**
   * Writes a result file for each outcome, with its number in the name, and the report of them.
   *
   * @return the report
   * @throws BadInputException if they do not go into one table
   * @throws IOException if a file cannot be written
   */
  public static ResultsReport write(List<Outcome> outcomes, Path folder) throws IOException {
    for (int k = 0; k < outcomes.size(); k++) {
      Outcome outcome = outcomes.get(k);
      outcome.writeTo(
          folder.resolve(String.format(Locale.ROOT, "%d-%s.json", k + 1, outcome.name())));
    }
    ResultsReport report = read(folder);
    report.write(folder);
    return report;
  }

  private String title() {
    return results.get(0).where();
  }

  private List<String> metrics() {
    return List.copyOf(results.get(0).metrics().keySet());
  }

  /** A row for each model, with the half width of the 95 % intervals over users. */
  public Table table() {
    return Tables.ofResults(title(), results);
  }

  /** Bars for each model, a group for each metric, with 95 % intervals over users. */
  public CategoryChart figure() {
    List<String> metrics = metrics();
    List<Series> series = new ArrayList<>();
    for (TrialResult result : results) {
      Series one = Series.of(result.trial().arm().label());
      for (int k = 0; k < metrics.size(); k++) {
        Optional<Interval> interval =
            Optional.ofNullable(result.metrics().get(metrics.get(k))).flatMap(Score::ci95);
        one =
            one.point(
                k,
                result.mean(metrics.get(k)),
                interval.map(Interval::low).orElse(Double.NaN),
                interval.map(Interval::high).orElse(Double.NaN));
      }
      series.add(one);
    }
    Axis axis = Axis.categories("", metrics.stream().map(AxisNames::of).toList());
    return Charts.bars(
        DataSets.shortName(results.get(0).data().name()), axis, "mean, 95 % interval", series);
  }

  /**
   * Writes the table in all formats and the figure, each file whole or not at all.
   *
   * @return the files
   * @throws IOException if one cannot be written
   */
  public List<Path> write(Path folder) throws IOException {
    return write(folder, FigureFiles.usual());
  }

  /**
   * The same with the figure in other formats, or set for print.
   *
   * @throws IOException if a file cannot be written
   */
  public List<Path> write(Path folder, FigureFiles form) throws IOException {
    List<Path> files = new ArrayList<>(table().saveAll(folder, "table"));
    files.addAll(form.save(figure(), folder, "figure"));
    return List.copyOf(files);
  }
}
