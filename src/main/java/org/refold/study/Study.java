package org.refold.study;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.refold.catalogue.Catalogue;
import org.refold.evaluate.Evaluator;
import org.refold.evaluate.SegmentsBy;
import org.refold.evaluate.metric.Metric;
import org.refold.settings.BadInputException;
import org.refold.settings.Counted;
import org.refold.settings.Suggestions;
import org.refold.split.Splitter;
import org.refold.split.protocol.Splitters;

/**
 * The design of a study: some recommenders, each fitted with every seed on the same data and
 * measured in the same way. A value; a {@code Runner} carries it out.
 *
 * <pre>{@code
 * Study study =
 *     Study.of("mask-ratio", "ml-1m", "strong:heldout=500")
 *         .with(Grid.of("mult-dae").with("epochs", 50).vary("dropout", 0, 0.25, 0.5, 0.75))
 *         .with(Grid.of("ease"))
 *         .withSeeds(5);
 * }</pre>
 *
 * @param name the name of its folder below {@code results}
 * @param data the name or path of the data set
 * @param splitter the protocol
 * @param evaluator what is measured, by metrics of which the first is the main one
 * @param arms what is compared, in the order of tables
 * @param factors what the arms differ in
 * @param seeds one trial of each arm for each, and for each fold; at least one
 * @param scope what the seeds stand for
 * @param splitSeed the seed of the split, where seeds stand for fits only
 * @param segments what results are broken down by, each once; none for most
 */
@RecordBuilder
public record Study(
    String name,
    String data,
    Splitter splitter,
    Evaluator evaluator,
    List<Arm> arms,
    List<Factor> factors,
    List<Long> seeds,
    SeedScope scope,
    long splitSeed,
    List<SegmentsBy> segments)
    implements StudyBuilder.With {

  private static final Pattern NAME = Pattern.compile("[\\p{Alnum}][\\p{Alnum}._-]*");

  /**
   * @throws BadInputException if the name is no name of a folder, two arms have one label, a seed
   *     stands twice, or there is none
   */
  public Study {
    arms = List.copyOf(arms);
    factors = List.copyOf(factors);
    seeds = List.copyOf(seeds);
    segments = segments.stream().distinct().sorted().toList();
    if (!NAME.matcher(name).matches()) {
      throw new BadInputException(
          "'%s' is no name for a study: it becomes a folder below results, so use a-z, A-Z, 0-9,"
                  .formatted(name)
              + " points, hyphens and underscores");
    }
    if (seeds.isEmpty()) {
      throw new BadInputException(
          "a study needs at least one seed; five show how much they matter");
    }
    if (new LinkedHashSet<>(seeds).size() < seeds.size()) {
      throw new BadInputException("the seeds %s hold one twice; name each once".formatted(seeds));
    }
    requireDifferentLabels(arms);
  }

  private static void requireDifferentLabels(List<Arm> arms) {
    Map<String, Arm> byLabel = new HashMap<>();
    for (Arm arm : arms) {
      if (byLabel.put(arm.label(), arm) != null) {
        throw new BadInputException(
            "two arms are called '%s'; label one of them otherwise".formatted(arm.label()));
      }
    }
  }

  /**
   * A study without arms yet, with the metrics of Mult-VAE's paper and one seed.
   *
   * @param split the protocol, as {@link Splitters#parse} reads it
   * @throws BadInputException if the name is no name of a folder, or the text describes no splitter
   */
  public static Study of(String name, String data, String split) {
    return new Study(
        name,
        data,
        Splitters.parse(split),
        Evaluator.of(ExperimentPlan.USUAL_METRICS),
        List.of(),
        List.of(),
        List.of(1L),
        SeedScope.FIT,
        ExperimentPlan.USUAL_SEED,
        List.of());
  }

  /**
   * The same with the arms of a grid. A factor that is there already gets further levels.
   *
   * @throws BadInputException if the catalogue does not know a model, a setting or a level, or an
   *     arm equals one that is there
   */
  public Study with(Grid grid) {
    return with(grid.arms(), grid.factors());
  }

  /**
   * The same with another arm, such as a baseline that was tuned before.
   *
   * @throws BadInputException if the arm equals one that is there
   */
  public Study with(Arm arm) {
    return with(List.of(arm), List.of());
  }

  private Study with(List<Arm> moreArms, List<Factor> moreFactors) {
    List<Arm> more = new ArrayList<>(arms);
    more.addAll(moreArms);
    requireDifferentRecommenders(more);
    Map<String, Factor> merged = new LinkedHashMap<>();
    factors.forEach(factor -> merged.put(factor.name(), factor));
    moreFactors.forEach(factor -> merged.merge(factor.name(), factor, Study::merged));
    return withArms(more).withFactors(List.copyOf(merged.values()));
  }

  private static Factor merged(Factor here, Factor further) {
    LinkedHashSet<String> levels = new LinkedHashSet<>(here.levels());
    levels.addAll(further.levels());
    return new Factor(here.name(), here.setting(), List.copyOf(levels));
  }

  /** Two spellings of one value, such as 0.5 and .5, make the same recommender. */
  private static void requireDifferentRecommenders(List<Arm> arms) {
    Map<String, Arm> byConfiguration = new HashMap<>();
    for (Arm arm : arms) {
      SortedMap<String, Object> settings = Catalogue.settings(arm.recommender());
      Arm earlier = byConfiguration.putIfAbsent(arm.model() + settings, arm);
      if (earlier != null) {
        throw new BadInputException(
            "'%s' and '%s' are the same recommender, %s with %s; leave one out"
                .formatted(earlier.label(), arm.label(), arm.model(), settings));
      }
    }
  }

  /** The same with other metrics, as {@link Evaluator#of(String)} reads them. */
  public Study withMetrics(String names) {
    return withEvaluator(Evaluator.of(names));
  }

  /**
   * The same with the seeds 1 to {@code count}.
   *
   * @throws BadInputException if there would be none
   */
  public Study withSeeds(int count) {
    return withSeeds(LongStream.rangeClosed(1, count).boxed().toList());
  }

  /**
   * The same cross-validated: the users that the split would hold out are those of each of some
   * folds in turn, see {@link Splitter#crossValidated}. Ten folds see what is asked of users and
   * training sets; five leave twice as wide an interval where folds differ.
   *
   * @throws BadInputException if the split has no folds, or there are fewer than 2
   */
  public Study withFolds(int count) {
    return withSplitter(splitter.crossValidated(count));
  }

  /** The same with results that are broken down, which makes all its trials others. */
  public Study withSegments(SegmentsBy... by) {
    return withSegments(List.of(by));
  }

  /**
   * All trials: for each seed and each fold of a cross-validation all arms, so that a study that
   * was cut short can be compared.
   */
  public List<Trial> trials() {
    List<Trial> trials = new ArrayList<>();
    List<Integer> folds = folds();
    for (long seed : seeds) {
      for (int fold : folds) {
        arms.forEach(arm -> trials.add(new Trial(arm, seed, fold)));
      }
    }
    return trials;
  }

  /** The folds of a cross-validation, from 1; only 0 where the split is one. */
  public List<Integer> folds() {
    int parts = splitter.parts().size();
    return parts == 1 ? List.of(0) : IntStream.rangeClosed(1, parts).boxed().toList();
  }

  /**
   * How often each arm is fitted, such as {@code 5 seeds, 10 folds}; folds where there are some.
   */
  public String repeats() {
    int folds = folds().size();
    String text = Counted.of(seeds.size(), "seed");
    return folds == 1 ? text : text + ", " + Counted.of(folds, "fold");
  }

  /** The seed of the split of a trial. */
  public long splitSeed(Trial trial) {
    return scope == SeedScope.FIT ? splitSeed : trial.seed();
  }

  /** The metrics by their short names, the main one first. */
  public List<String> metricNames() {
    return evaluator.metrics().stream().map(Metric::name).toList();
  }

  /** The factor of a name, if there is one. */
  public Optional<Factor> factor(String factorName) {
    return factors.stream().filter(factor -> factor.name().equals(factorName)).findFirst();
  }

  /**
   * The arm of a label.
   *
   * @throws BadInputException if there is none
   */
  public Arm arm(String label) {
    return arms.stream()
        .filter(arm -> arm.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "%s has no arm '%s'; %s"
                        .formatted(
                            name,
                            label,
                            Suggestions.hint(label, arms.stream().map(Arm::label).toList()))));
  }
}
