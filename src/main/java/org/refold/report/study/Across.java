package org.refold.report.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.knowm.xchart.internal.chartpart.IChart;
import org.refold.data.sets.DataSets;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.statistics.Friedman;
import org.refold.report.chart.AxisNames;
import org.refold.report.chart.FigureFiles;
import org.refold.report.chart.RankChart;
import org.refold.report.table.Cell;
import org.refold.report.table.Table;
import org.refold.settings.BadInputException;
import org.refold.study.Arm;
import org.refold.study.store.StudyResult;

/**
 * The same models in several studies, one for each data set: means, ranks, Friedman's test, and
 * which models rank apart. A study stays one data set with one split and resumes for itself; this
 * reads what they came to.
 *
 * <pre>{@code
 * Across across = Across.of(List.of(ml100k, ml1m, jester));
 * show(across.table(), across.figure());
 * }</pre>
 */
public final class Across {

  private static final double ALPHA = 0.05;
  private static final int FEW = 10;
  private static final int DIGITS = 4;

  private final List<StudyNumbers> studies;
  private final Metric metric;
  private final List<String> labels;
  private final List<String> left;
  private final double[][] means;
  private final Friedman test;

  private Across(List<StudyNumbers> studies, Metric metric) {
    this.studies = studies;
    this.metric = metric;
    labels = new ArrayList<>(labels(studies.get(0)));
    TreeSet<String> others = new TreeSet<>();
    for (StudyNumbers study : studies) {
      labels.retainAll(labels(study));
      others.addAll(labels(study));
    }
    labels.forEach(others::remove);
    left = List.copyOf(others);
    if (labels.size() < 2) {
      throw new BadInputException(
          "these studies have %s in common, but ranks need two models; arms are matched by their labels, which are %s"
              .formatted(labels.isEmpty() ? "no arm" : "only " + labels.get(0), left));
    }
    means =
        studies.stream()
            .map(study -> labels.stream().mapToDouble(label -> mean(study, label)).toArray())
            .toArray(double[][]::new);
    double sign = metric.better() == Metric.Better.HIGHER ? 1 : -1;
    test =
        Friedman.of(
            Arrays.stream(means)
                .map(row -> Arrays.stream(row).map(v -> sign * v).toArray())
                .toArray(double[][]::new));
  }

  /**
   * By the main metric of the first study.
   *
   * @throws BadInputException if there are fewer than two studies, they do not all measure it by
   *     the same conventions, or have fewer than two arms of one label
   */
  public static Across of(List<StudyResult> results) {
    if (results.size() < 2) {
      throw new BadInputException("ranks over data sets need two studies or more, one for each");
    }
    Metric metric = results.get(0).study().evaluator().metrics().get(0);
    for (StudyResult each : results) {
      if (!each.study().evaluator().metrics().contains(metric)) {
        throw new BadInputException(
            "%s does not measure %s, the main metric of %s, but %s"
                .formatted(
                    each.study().name(),
                    metric.fullName(),
                    results.get(0).study().name(),
                    each.study().evaluator().metrics().stream().map(Metric::fullName).toList()));
      }
    }
    return new Across(results.stream().map(StudyNumbers::new).toList(), metric);
  }

  private static List<String> labels(StudyNumbers study) {
    return study.arms().stream().map(Arm::label).toList();
  }

  private double mean(StudyNumbers study, String label) {
    return study.estimate(study.result().study().arm(label), metric).mean();
  }

  /** Mean ranks and tests. */
  public Friedman test() {
    return test;
  }

  /** A row for each data set with the mean of each model, the best marked; below, the ranks. */
  public Table table() {
    List<String> columns = new ArrayList<>(List.of("data", "study"));
    columns.addAll(labels);
    Table table = new Table(AxisNames.of(metric.name()) + " over data sets", columns, List.of());
    boolean higher = metric.better() == Metric.Better.HIGHER;
    for (int k = 0; k < studies.size(); k++) {
      List<Object> row =
          new ArrayList<>(
              List.of(
                  DataSets.shortName(studies.get(k).result().study().data()),
                  studies.get(k).result().study().name()));
      var all = Arrays.stream(means[k]).summaryStatistics();
      double best = higher ? all.getMax() : all.getMin();
      for (double mean : means[k]) {
        Cell value = new Cell.Value(mean, DIGITS);
        row.add(mean == best ? new Cell.Marked(value, Cell.Emphasis.BEST, "") : value);
      }
      table = table.row(row.toArray());
    }
    List<Object> ranks = new ArrayList<>(List.of("mean rank", ""));
    test.meanRanks().forEach(rank -> ranks.add(new Cell.Value(rank, 2)));
    table = table.row(ranks.toArray());
    for (String note : notes()) {
      table = table.note(note);
    }
    return table;
  }

  private List<String> notes() {
    int k = labels.size();
    List<String> notes = new ArrayList<>();
    String chi =
        String.format(
            Locale.ROOT,
            "Friedman: chi-square %.2f with %d degrees of freedom, p = %.2g; Iman and Davenport: ",
            test.chiSquare(),
            k - 1,
            test.p());
    String f =
        String.format(
            Locale.ROOT,
            "F %.2f with %d and %d, p = %.2g",
            test.f(),
            k - 1,
            (k - 1) * (studies.size() - 1),
            test.pOfF());
    notes.add(
        chi
            + (Double.isInfinite(test.f())
                ? "no F, since all data sets rank the models alike"
                : f));
    notes.add(
        String.format(
            Locale.ROOT,
            "Nemenyi: mean ranks differ from more than %.2f on (alpha %.2f)%s",
            test.criticalDifference(ALPHA),
            ALPHA,
            test.p() > ALPHA
                ? "; Friedman's test does not tell the models apart, so none do"
                : ""));
    if (studies.size() < FEW) {
      notes.add("fewer than ten data sets: chi-square is rough, and only large differences show");
    }
    List<String> data = studies.stream().map(study -> study.result().study().data()).toList();
    if (data.stream().distinct().count() < data.size()) {
      notes.add(
          "studies of one data set count as several here, which the tests do not allow for: "
              + String.join(", ", data));
    }
    if (!left.isEmpty()) {
      notes.add("not in every study, and left out: " + String.join(", ", left));
    }
    return notes;
  }

  /** The mean ranks, and which of them the data sets do not tell apart. */
  public IChart figure() {
    SharedRemark shared = SharedRemark.of(labels);
    String title =
        String.format(
            Locale.ROOT,
            "mean rank by %s, %d data sets",
            AxisNames.of(metric.name()),
            means.length);
    return new RankChart(
        shared.under(title),
        labels.stream().map(shared::without).toList(),
        test.meanRanks(),
        test.criticalDifference(ALPHA));
  }

  /**
   * Writes {@code across.*}, the table in all formats, and {@code ranks.*}, the figure.
   *
   * @return the files
   * @throws IOException if one cannot be written
   */
  public List<Path> write(Path folder, FigureFiles form) throws IOException {
    List<Path> files = new ArrayList<>(table().saveAll(folder, "across"));
    files.addAll(form.save(figure(), folder, "ranks"));
    return files;
  }
}
