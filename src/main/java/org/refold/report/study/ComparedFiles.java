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
import java.util.stream.Collectors;
import org.refold.evaluate.statistics.UserValues;
import org.refold.settings.BadInputException;
import org.refold.study.store.ResultFile;
import org.refold.study.store.TrialResult;

/**
 * Result files that can be compared, by model: files of one model with one split are its seeds,
 * those with several splits its folds.
 *
 * @param entries the files, in their order
 * @param models what they are of
 */
record ComparedFiles(List<Entry> entries, List<Model> models) {

  /** A file and what it holds. */
  record Entry(Path file, TrialResult result) {
    String split() {
      return result.split().sha256();
    }

    /** What tells one model from another: all settings, whatever the seed. */
    List<Object> model() {
      return List.of(result.identity().model(), result.identity().config());
    }
  }

  /** A model and its values on each split, in the order of the first model's splits. */
  record Model(String name, List<Entry> entries, List<UserValues> folds) {}

  /**
   * Reads result files.
   *
   * @throws BadInputException if one is no result or failed, if they are of fewer than two models,
   *     or if they are not of the same data, splits and conventions; the message says which
   * @throws IOException if one cannot be read
   */
  static ComparedFiles read(List<Path> files) throws IOException {
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
    return new ComparedFiles(entries, models(entries));
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

  static BadInputException refused(
      Entry first, Entry other, String what, Object one, Object another) {
    return new BadInputException(
        "%s and %s cannot be compared, since their %s differ: %s, and %s"
            .formatted(first.file, other.file, what, one, another));
  }

  private static List<Model> models(List<Entry> entries) {
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
}
