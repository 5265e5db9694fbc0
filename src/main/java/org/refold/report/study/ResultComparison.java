package org.refold.report.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.metric.Metrics;
import org.refold.evaluate.statistics.Adjustment;
import org.refold.evaluate.statistics.Comparison;
import org.refold.evaluate.statistics.ComparisonTable;
import org.refold.evaluate.statistics.UserValues;
import org.refold.report.table.Cell;
import org.refold.report.table.StatisticsTables;
import org.refold.report.table.Table;
import org.refold.settings.BadInputException;
import org.refold.settings.Suggestions;
import org.refold.study.store.ResultFile;
import org.refold.study.store.TrialResult;

/**
 * Models against each other by their result files, wherever these were made: files of one model
 * with one split are its seeds, which are averaged, files of it with several splits the folds of a
 * cross-validation. All models must have the same splits.
 */
public final class ResultComparison {

  private static final int DIGITS = 4;

  private final List<Entry> entries;
  private final List<Model> models;

  private record Entry(Path file, TrialResult result) {
    String split() {
      return result.split().sha256();
    }

    /** What tells one model from another: all settings, whatever the seed. */
    List<Object> model() {
      return List.of(result.identity().model(), result.identity().config());
    }
  }

  /** A model and its values on each split, in the order of the first model's splits. */
  private record Model(String name, List<Entry> entries, List<UserValues> folds) {}

  private ResultComparison(List<Entry> entries) {
    this.entries = entries;
    this.models = models();
  }

  /**
   * Reads result files.
   *
   * @throws BadInputException if one is no result or failed, if they are of fewer than two models,
   *     or if they are not of the same data, splits and conventions; the message says which
   * @throws IOException if one cannot be read
   */
  public static ResultComparison read(List<Path> files) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (Path file : files) {
      TrialResult result = ResultFile.read(file);
      if (!result.isFinished()) {
        throw new BadInputException(
            "%s has no figures: its trial failed (%s)"
                .formatted(file, result.failure().orElseThrow()));
      }
      entries.add(new Entry(file, result));
    }
    for (Entry each : entries) {
      requireComparable(entries.get(0), each);
    }
    return new ResultComparison(entries);
  }

  private static void requireComparable(Entry first, Entry other) {
    if (!first.result.data().sha256().equals(other.result.data().sha256())) {
      throw refused(first, other, "data", first.result.data(), other.result.data());
    }
    Map<String, String> conventions = first.result.identity().conventions();
    if (!conventions.equals(other.result.identity().conventions())) {
      throw refused(
          first, other, "conventions", conventions, other.result.identity().conventions());
    }
  }

  private static BadInputException refused(
      Entry first, Entry other, String what, Object one, Object another) {
    return new BadInputException(
        "%s and %s cannot be compared, since their %s differ: %s, and %s"
            .formatted(first.file, other.file, what, one, another));
  }

  private List<Model> models() {
    Map<List<Object>, List<Entry>> groups = new LinkedHashMap<>();
    for (Entry entry : entries) {
      groups.computeIfAbsent(entry.model(), any -> new ArrayList<>()).add(entry);
    }
    List<List<Entry>> ofModels = List.copyOf(groups.values());
    if (ofModels.size() < 2) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "a comparison needs result files of two models; the %d that are given have one, %s",
              entries.size(),
              entries.isEmpty() ? "none" : entries.get(0).result.trial().arm()));
    }
    Set<String> splits = new LinkedHashSet<>();
    ofModels.get(0).forEach(entry -> splits.add(entry.split()));
    List<String> names = names(ofModels);
    List<Model> found = new ArrayList<>();
    for (int k = 0; k < ofModels.size(); k++) {
      requireSameSplits(ofModels.get(0), ofModels.get(k));
      requireOnce(ofModels.get(k));
      found.add(model(names.get(k), ofModels.get(k), splits));
    }
    return found;
  }

  private static void requireSameSplits(List<Entry> first, List<Entry> other) {
    for (List<Entry> own : List.of(other, first)) {
      Set<String> there =
          (own == other ? first : other).stream().map(Entry::split).collect(Collectors.toSet());
      for (Entry entry : own) {
        if (!there.contains(entry.split())) {
          Entry another = (own == other ? first : other).get(0);
          throw refused(another, entry, "splits", split(another), split(entry));
        }
      }
    }
  }

  private static String split(Entry entry) {
    TrialResult.SplitFacts facts = entry.result.split();
    return String.format(
        Locale.ROOT, "%s, seed %d (SHA-256 %.12s)", facts.spec(), facts.seed(), facts.sha256());
  }

  private static void requireOnce(List<Entry> ofModel) {
    Map<List<Object>, Entry> seen = new LinkedHashMap<>();
    for (Entry entry : ofModel) {
      Entry before = seen.put(List.of(entry.split(), entry.result.identity().seed()), entry);
      if (before != null) {
        throw new BadInputException(
            "%s and %s are one model with one seed on one split; leave out one of them"
                .formatted(before.file, entry.file));
      }
    }
  }

  /** The labels; where some are the same, with the settings in which these differ. */
  private static List<String> names(List<List<Entry>> ofModels) {
    List<String> names = new ArrayList<>();
    for (List<Entry> own : ofModels) {
      String label = label(own);
      List<List<Entry>> namesakes =
          ofModels.stream().filter(other -> label(other).equals(label)).toList();
      names.add(namesakes.size() == 1 ? label : (label + " " + differing(own, namesakes)).strip());
    }
    Set<String> seen = new HashSet<>();
    for (int k = 0; k < names.size(); k++) {
      if (!seen.add(names.get(k))) {
        names.set(k, names.get(k) + " (" + ofModels.get(k).get(0).file.getFileName() + ")");
      }
    }
    return names;
  }

  private static String label(List<Entry> ofModel) {
    return ofModel.get(0).result.trial().arm().label();
  }

  private static String differing(List<Entry> own, List<List<Entry>> namesakes) {
    Map<String, Set<Object>> values = new TreeMap<>();
    for (List<Entry> each : namesakes) {
      each.get(0)
          .result
          .identity()
          .config()
          .forEach(
              (name, value) -> values.computeIfAbsent(name, any -> new HashSet<>()).add(value));
    }
    return own.get(0).result.identity().config().entrySet().stream()
        .filter(setting -> values.getOrDefault(setting.getKey(), Set.of()).size() > 1)
        .map(setting -> setting.getKey() + "=" + setting.getValue())
        .collect(Collectors.joining(", "));
  }

  private static Model model(String name, List<Entry> own, Set<String> splits) {
    List<UserValues> folds = new ArrayList<>();
    for (String split : splits) {
      List<UserValues> seeds =
          own.stream()
              .filter(entry -> entry.split().equals(split))
              .map(entry -> entry.result.userValues(name))
              .toList();
      folds.add(seeds.size() == 1 ? seeds.get(0) : UserValues.overSeeds(name, seeds));
    }
    return new Model(name, own, folds);
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
    List<String> first = entries.get(0).result.identity().metrics();
    for (Entry entry : entries) {
      List<String> own = entry.result.identity().metrics();
      if (!Set.copyOf(own).equals(Set.copyOf(first))) {
        throw refused(entries.get(0), entry, "metrics", first, own);
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
        List<String> own = entry.result.identity().metrics();
        if (!own.contains(metric.fullName())) {
          throw new BadInputException(
              "%s has no %s; %s"
                  .formatted(entry.file, metric.name(), Suggestions.hint(metric.fullName(), own)));
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
            .filter(model -> model.name.equals(baseline))
            .findFirst()
            .orElseThrow(
                () ->
                    new BadInputException(
                        "none of the files is of '%s'; %s"
                            .formatted(baseline, Suggestions.hint(baseline, names()))));
    List<List<Model>> pairs =
        models.stream()
            .filter(model -> !model.name.equals(baseline))
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
                .flatMap(model -> model.folds.stream())
                .allMatch(values -> values.metrics().contains(metric));
        if (perUser) {
          rows.add(comparer.compare(pair.get(0).folds, pair.get(1).folds, metric));
        }
      }
    }
    return new ComparisonTable(comparer, rows);
  }

  /** The means of each model over its files. */
  public Table means(List<Metric> metrics) {
    List<String> columns = new ArrayList<>(List.of("model", "files"));
    metrics.forEach(metric -> columns.add(metric.name()));
    TrialResult first = entries.get(0).result;
    Table table =
        new Table(
            "%s, %s".formatted(first.data().name(), first.split().spec()), columns, List.of());
    for (Model model : models) {
      List<Object> row = new ArrayList<>(List.of(model.name, model.entries.size()));
      for (Metric metric : metrics) {
        row.add(
            new Cell.Value(
                model.entries.stream()
                    .mapToDouble(entry -> entry.result.mean(metric.name()))
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
    TrialResult first = entries.get(0).result;
    Table table =
        StatisticsTables.explained(
            "Differences on %s, %s".formatted(first.data().name(), first.split().spec()), compared);
    Set<String> code = new TreeSet<>();
    entries.forEach(entry -> code.add(entry.result.code()));
    return code.size() < 2
        ? table
        : table.note("note: made by different versions of the code: " + String.join(", ", code));
  }
}
