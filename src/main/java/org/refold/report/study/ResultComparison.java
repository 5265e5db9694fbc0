package org.refold.report.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.metric.Metrics;
import org.refold.evaluate.statistics.Adjustment;
import org.refold.evaluate.statistics.Comparison;
import org.refold.evaluate.statistics.ComparisonTable;
import org.refold.report.study.ComparedFiles.Entry;
import org.refold.report.study.ComparedFiles.Model;
import org.refold.report.table.Cell;
import org.refold.report.table.StatisticsTables;
import org.refold.report.table.Table;
import org.refold.settings.BadInputException;
import org.refold.settings.Suggestions;

/**
 * Models against each other by their result files, wherever these were made: files of one model
 * with one split are its seeds, which are averaged, files of it with several splits the folds of a
 * cross-validation. All models must have the same splits.
 */
public final class ResultComparison {

  private static final int DIGITS = 4;

  private final List<Entry> entries;
  private final List<Model> models;

  private ResultComparison(ComparedFiles files) {
    entries = files.entries();
    models = files.models();
  }

  /**
   * Reads result files.
   *
   * @throws BadInputException if one is no result or failed, if they are of fewer than two models,
   *     or if they are not of the same data, splits and conventions; the message says which
   * @throws IOException if one cannot be read
   */
  public static ResultComparison read(List<Path> files) throws IOException {
    return new ResultComparison(ComparedFiles.read(files));
  }

  /** The models by name, in the order of the files. */
  public List<String> names() {
    return models.stream().map(Model::name).toList();
  }

  /**
   * The metrics that all files have.
   *
   * @throws BadInputException if a file has others than the first
   */
  public List<Metric> metrics() {
    List<String> first = entries.get(0).result().identity().metrics();
    for (Entry entry : entries) {
      List<String> own = entry.result().identity().metrics();
      if (!Set.copyOf(own).equals(Set.copyOf(first))) {
        throw ComparedFiles.refused(entries.get(0), entry, "metrics", first, own);
      }
    }
    return first.stream().map(Metrics::of).toList();
  }

  /**
   * The metrics of some names, which all files must have.
   *
   * @throws BadInputException if one has not
   */
  public List<Metric> metrics(String names) {
    List<Metric> wanted = Metrics.parse(names);
    for (Metric metric : wanted) {
      for (Entry entry : entries) {
        List<String> own = entry.result().identity().metrics();
        if (!own.contains(metric.fullName())) {
          throw new BadInputException(
              "%s has no %s; %s"
                  .formatted(
                      entry.file(), metric.name(), Suggestions.hint(metric.fullName(), own)));
        }
      }
    }
    return wanted;
  }

  /**
   * Every model with every other, the later file of a pair first.
   *
   * @throws BadInputException if no metric has a value for each user
   */
  public ComparisonTable pairs(List<Metric> metrics, Adjustment adjustment) {
    List<List<Model>> pairs = new ArrayList<>();
    for (int one = 0; one < models.size(); one++) {
      for (int other = one + 1; other < models.size(); other++) {
        pairs.add(List.of(models.get(other), models.get(one)));
      }
    }
    return compare(pairs, metrics, adjustment);
  }

  /**
   * Every model with one of them.
   *
   * @param baseline one of {@link #names}
   * @throws BadInputException if it is none of them, or no metric has a value for each user
   */
  public ComparisonTable with(String baseline, List<Metric> metrics, Adjustment adjustment) {
    Model base =
        models.stream()
            .filter(model -> model.name().equals(baseline))
            .findFirst()
            .orElseThrow(
                () ->
                    new BadInputException(
                        "none of the files is of '%s'; %s"
                            .formatted(baseline, Suggestions.hint(baseline, names()))));
    List<List<Model>> pairs =
        models.stream()
            .filter(model -> !model.name().equals(baseline))
            .map(model -> List.of(model, base))
            .toList();
    return compare(pairs, metrics, adjustment);
  }

  private static ComparisonTable compare(
      List<List<Model>> pairs, List<Metric> metrics, Adjustment adjustment) {
    var comparer = StudyComparisons.comparer().withAdjustment(adjustment);
    List<Comparison> rows = new ArrayList<>();
    for (Metric metric : metrics) {
      for (List<Model> pair : pairs) {
        boolean perUser =
            pair.stream()
                .flatMap(model -> model.folds().stream())
                .allMatch(values -> values.metrics().contains(metric));
        if (perUser) {
          rows.add(comparer.compare(pair.get(0).folds(), pair.get(1).folds(), metric));
        }
      }
    }
    return new ComparisonTable(comparer, rows);
  }

  /** The means of each model over its files. */
  public Table means(List<Metric> metrics) {
    List<String> columns = new ArrayList<>(List.of("model", "files"));
    metrics.forEach(metric -> columns.add(metric.name()));
    Table table = new Table(entries.get(0).result().where(), columns, List.of());
    for (Model model : models) {
      List<Object> row = new ArrayList<>(List.of(model.name(), model.entries().size()));
      for (Metric metric : metrics) {
        row.add(
            new Cell.Value(
                model.entries().stream()
                    .mapToDouble(entry -> entry.result().mean(metric.name()))
                    .average()
                    .orElse(Double.NaN),
                DIGITS));
      }
      table = table.row(row.toArray());
    }
    return table;
  }

  /** The comparisons with how they were made below them. */
  public Table table(ComparisonTable compared) {
    Table table =
        StatisticsTables.explained("Differences on " + entries.get(0).result().where(), compared);
    Set<String> code = new TreeSet<>();
    entries.forEach(entry -> code.add(entry.result().code()));
    return code.size() < 2
        ? table
        : table.note("note: made by different versions of the code: " + String.join(", ", code));
  }
}
