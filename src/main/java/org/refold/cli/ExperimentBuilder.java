package org.refold.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.refold.catalogue.Catalogue;
import org.refold.evaluate.Evaluator;
import org.refold.evaluate.SegmentsBy;
import org.refold.evaluate.Ties;
import org.refold.settings.BadInputException;
import org.refold.study.ExperimentPlan;
import org.refold.study.MeasureText;
import org.refold.study.SeedScope;
import org.refold.study.Study;
import org.refold.study.StudyBuilder;

/**
 * An experiment out of a configuration file and what is given by hand. What is given by hand wins,
 * and each time that it differs from the file there is a note. Without a file there is at most one:
 * what folds make of the split that was named.
 */
final class ExperimentBuilder {

  private final Optional<Path> file;
  private final Map<String, String> settings;
  private final List<String> notes = new ArrayList<>();
  private ExperimentPlan plan;

  private ExperimentBuilder(
      Optional<Path> file, ExperimentPlan plan, Map<String, String> settings) {
    this.file = file;
    this.plan = plan;
    this.settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /**
   * Without a file.
   *
   * @param plan what must be given, the rest as usual
   * @param settings hyper-parameters that are given by hand
   */
  static ExperimentBuilder byHand(ExperimentPlan plan, Map<String, String> settings) {
    return new ExperimentBuilder(Optional.empty(), plan, settings);
  }

  /**
   * What a file says.
   *
   * @param settings hyper-parameters that are given by hand
   */
  static ExperimentBuilder ofFile(ExperimentPlan plan, Path file, Map<String, String> settings) {
    return new ExperimentBuilder(Optional.of(file), plan, settings);
  }

  void data(@Nullable String name) {
    if (name != null) {
      note(!name.equals(plan.data()), "--data " + name, "data=" + plan.data());
      plan = plan.withData(name);
    }
  }

  void split(@Nullable String spec) {
    if (spec != null) {
      String before = plan.splitter().spec();
      boolean ownFiles = plan.data().equals(before);
      plan = plan.withSplit(spec);
      if (ownFiles && !plan.splitter().readsData()) {
        plan = plan.withData(plan.splitter().spec());
      }
      boolean differs = !plan.splitter().spec().equals(before);
      note(differs, "--split " + spec, "split=" + before);
    }
  }

  /** A cross-validation in place of the split, wherever that was said. */
  void folds(@Nullable Integer folds) {
    if (folds != null) {
      String before = plan.splitter().spec();
      plan = plan.withSplitter(plan.splitter().crossValidated(folds));
      String after = plan.splitter().spec();
      if (!after.equals(before)) {
        notes.add("--folds %s takes %s in place of %s".formatted(folds, after, before));
      }
    }
  }

  /** The settings of the file are those of its model, so another model has its own defaults. */
  void model(@Nullable String name) {
    String before = plan.recommender().name();
    if (name != null && !name.equals(before)) {
      note(true, "--model " + name, "model=" + before + " and its settings");
      plan = plan.withRecommender(Catalogue.create(name));
    }
  }

  void metrics(@Nullable String names) {
    if (names != null) {
      Evaluator before = plan.evaluator();
      plan = plan.withEvaluator(Evaluator.of(names).withTies(before.ties()));
      boolean differs = !plan.evaluator().equals(before);
      note(differs, "--metrics " + names, "metrics=" + MeasureText.of(before));
    }
  }

  void ties(@Nullable Ties rule) {
    if (rule != null) {
      Ties before = plan.evaluator().ties();
      note(rule != before, "--ties " + rule.token(), "ties=" + before.token());
      plan = plan.withEvaluator(plan.evaluator().withTies(rule));
    }
  }

  void segments(@Nullable List<SegmentsBy> by) {
    if (by != null) {
      String said = "segments=" + SegmentsBy.text(plan.segments());
      note(!by.equals(plan.segments()), "--segments " + SegmentsBy.text(by), said);
      plan = plan.withSegments(by);
    }
  }

  /** One seed for split and fit. */
  void seed(@Nullable Long seed) {
    if (seed != null) {
      boolean differs = seed != plan.seed() || seed != plan.splitSeed();
      String said =
          String.format(Locale.ROOT, "seed=%d and splitSeed=%d", plan.seed(), plan.splitSeed());
      note(differs, "--seed " + seed, said);
      plan = plan.withSeeds(seed, seed);
    }
  }

  /**
   * The experiment.
   *
   * @throws BadInputException if a setting that is given by hand is unknown or out of its range
   */
  ExperimentPlan plan() {
    return plan.withRecommender(Catalogue.create(model(), settings(Map.of())));
  }

  /**
   * The study of that experiment, without arms yet.
   *
   * @param name of its folder
   * @param seeds of the fits, which stand for the one of the file
   * @param splitSeed of the one split; null for that of the file, or the usual one
   */
  Study study(String name, List<Long> seeds, @Nullable Long splitSeed) {
    if (splitSeed != null) {
      note(
          splitSeed != plan.splitSeed(),
          "--split-seed " + splitSeed,
          "splitSeed=" + plan.splitSeed());
      plan = plan.withSplitSeed(splitSeed);
    }
    String all = seeds.stream().map(String::valueOf).collect(Collectors.joining(","));
    note(!seeds.equals(List.of(plan.seed())), "--seeds (" + all + ")", "seed=" + plan.seed());
    return StudyBuilder.builder()
        .name(name)
        .data(plan.data())
        .splitter(plan.splitter())
        .evaluator(plan.evaluator())
        .arms(List.of())
        .factors(List.of())
        .seeds(seeds)
        .scope(SeedScope.FIT)
        .splitSeed(plan.splitSeed())
        .segments(plan.segments())
        .build();
  }

  /** The name of the model. */
  String model() {
    return plan.recommender().name();
  }

  /**
   * All settings that differ from the defaults, and all that are given by hand. What is varied wins
   * over the file; over what is given by hand it does not, for that is a contradiction, which
   * {@link org.refold.study.Grid} and {@link org.refold.tune.Space} refuse.
   *
   * @param varied hyper-parameters with the text that varies them
   */
  Map<String, String> settings(Map<String, String> varied) {
    SortedMap<String, Object> before = Catalogue.settings(plan.recommender());
    Map<String, String> all = new LinkedHashMap<>(Catalogue.changed(plan.recommender()));
    varied.forEach(
        (name, text) -> {
          String value = all.remove(name);
          note(value != null && !settings.containsKey(name), "--vary " + text, name + "=" + value);
        });
    settings.forEach(
        (name, value) -> {
          Object old = before.get(name);
          note(old != null && differ(old, value), "--set " + name + "=" + value, name + "=" + old);
          all.put(name, value);
        });
    return all;
  }

  /** Whether a value is another one, and not only written otherwise: 500 is 500.0. */
  private static boolean differ(Object old, String value) {
    try {
      return old instanceof Number number
          ? number.doubleValue() != Double.parseDouble(value)
          : !old.equals(value);
    } catch (NumberFormatException e) {
      return true;
    }
  }

  private void note(boolean differs, String option, String said) {
    if (differs) {
      file.ifPresent(path -> notes.add("%s wins over %s in %s".formatted(option, said, path)));
    }
  }

  /** What of the file or of the split does not count, a line for each option. */
  List<String> notes() {
    return List.copyOf(notes);
  }
}
