package org.refold.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.refold.catalogue.Catalogue;
import org.refold.evaluate.Evaluator;
import org.refold.evaluate.SegmentsBy;
import org.refold.settings.BadInputException;
import org.refold.split.protocol.Splitters;
import org.refold.study.Factor;
import org.refold.study.olcut.ExperimentPlan;

/**
 * An experiment out of a configuration file and what is given by hand. What is given by hand wins,
 * and each time that it differs from the file there is a note. Without a file there are none.
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
      boolean differs = !Splitters.parse(spec).spec().equals(plan.splitter().spec());
      note(differs, "--split " + spec, "split=" + plan.split());
      plan = plan.withSplit(spec);
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
      String said = "metrics=" + plan.metrics();
      said += plan.foldIn().map(rule -> " and foldIn=" + rule.token()).orElse("");
      plan = plan.withMetrics(names);
      note(!plan.evaluator().equals(before), "--metrics " + names, said);
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
      String said = "seed=%d and splitSeed=%d".formatted(plan.seed(), plan.splitSeed());
      note(differs, "--seed " + seed, said);
      plan = plan.withSeeds(seed, seed);
    }
  }

  void splitSeed(@Nullable Long seed) {
    if (seed != null) {
      note(seed != plan.splitSeed(), "--split-seed " + seed, "splitSeed=" + plan.splitSeed());
      plan = plan.withSeeds(seed, plan.seed());
    }
  }

  /** The seeds of the fits of a study, which stand for the one of the file. */
  void seeds(List<Long> seeds) {
    boolean differ = !seeds.equals(List.of(plan.seed()));
    String all = seeds.stream().map(String::valueOf).collect(Collectors.joining(","));
    note(differ, "--seeds (" + all + ")", "seed=" + plan.seed());
  }

  /**
   * The experiment.
   *
   * @throws BadInputException if a setting that is given by hand is unknown or out of its range
   */
  ExperimentPlan plan() {
    return plan.withRecommender(Catalogue.create(plan.recommender().name(), settings(List.of())));
  }

  /** The experiment without the settings that are given by hand. */
  ExperimentPlan base() {
    return plan;
  }

  /**
   * All settings that differ from the defaults, and all that are given by hand. A factor wins over
   * the file; over what is given by hand it does not, for that is a contradiction, which {@link
   * org.refold.study.Grid} refuses.
   *
   * @param factors what a study varies
   */
  Map<String, String> settings(List<Factor> factors) {
    SortedMap<String, Object> before = Catalogue.settings(plan.recommender());
    Map<String, String> all = new LinkedHashMap<>(Catalogue.changed(plan.recommender()));
    for (Factor factor : factors) {
      String name = factor.setting();
      String value = all.remove(name);
      note(value != null && !settings.containsKey(name), "--vary " + factor, name + "=" + value);
    }
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

  /**
   * @throws BadInputException if the file has a convention that a study cannot have
   */
  void requireConventionsOfMetrics() {
    Evaluator usual = Evaluator.of(plan.metrics());
    Evaluator wanted = plan.evaluator();
    if (!usual.equals(wanted)) {
      throw new BadInputException(
          "a study measures with foldIn=%s and ties=%s, as its metrics say, but %s has foldIn=%s and"
                  .formatted(
                      usual.foldInItems().token(),
                      usual.ties().token(),
                      file.map(Path::toString).orElse("it"),
                      wanted.foldInItems().token())
              + " ties=%s; give --metrics a preset that says so, or use `refold evaluate`"
                  .formatted(wanted.ties().token()));
    }
  }

  private void note(boolean differs, String option, String said) {
    if (differs) {
      file.ifPresent(path -> notes.add("%s wins over %s in %s".formatted(option, said, path)));
    }
  }

  /** What of the file does not count, a line for each option. */
  List<String> notes() {
    return List.copyOf(notes);
  }
}
