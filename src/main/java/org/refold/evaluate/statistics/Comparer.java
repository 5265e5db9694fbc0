package org.refold.evaluate.statistics;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.refold.evaluate.Interval;
import org.refold.evaluate.metric.Metric;
import org.refold.settings.BadInputException;

/**
 * How models are compared: which interval, which tests, which adjustment for many comparisons.
 * Immutable.
 *
 * <p>{@link #withSeed} follows Ihemelandu and Ekstrand (SIGIR 2023): t-test, bootstrap and
 * randomisation agree on recommender data; with thousands of users nearly everything is
 * significant, so the effect size with its interval says more than p.
 *
 * @param bootstrap the interval of the mean difference, where users were not tested in folds;
 *     otherwise, and without one, it is that of Student's t
 * @param tests at least one; the first is the one that tables show
 * @param adjustment of p-values over all rows of a table
 */
@RecordBuilder
public record Comparer(Optional<Bootstrap> bootstrap, List<PairedTest> tests, Adjustment adjustment)
    implements ComparerBuilder.With {

  private static final int STANDARD_DRAWS = 10_000;
  private static final String STUDENT = "of the mean difference, by Student's t, 95 %";

  /** Checks that there is a test. */
  public Comparer {
    tests = List.copyOf(tests);
    if (tests.isEmpty()) {
      throw new BadInputException("no test is named; name at least one, such as new StudentTest()");
    }
  }

  /**
   * Student's t-test, a randomisation test, a bootstrap interval, Holm's adjustment.
   *
   * @param seed of the random draws
   */
  public static Comparer withSeed(long seed) {
    return new Comparer(
        Optional.of(new Bootstrap(seed)),
        List.of(new StudentTest(), new RandomisationTest(STANDARD_DRAWS, seed)),
        Adjustment.HOLM);
  }

  /** The same with other tests; the first is the one that tables show. */
  public Comparer withTests(PairedTest... others) {
    return new Comparer(bootstrap, List.of(others), adjustment);
  }

  /**
   * Compares two models by one metric.
   *
   * @throws BadInputException if the metric has no value for each user, or fewer than two users
   *     have one of both models
   */
  public Comparison compare(UserValues first, UserValues second, Metric metric) {
    return compare(List.of(first), List.of(second), metric);
  }

  /**
   * Compares two models by one metric, each fitted once for each of several folds over users. Then
   * the interval and Student's test are about users and training sets, see {@link FoldEffect}.
   *
   * @param first one model's values on each fold; no user stands in two
   * @param second the other's on the same folds, in the same order
   * @throws BadInputException if they have different numbers of folds, or none, or as in {@link
   *     #compare(UserValues, UserValues, Metric)}
   */
  public Comparison compare(List<UserValues> first, List<UserValues> second, Metric metric) {
    PairedSample sample = sample(first, second, metric);
    return compare(first.get(0).name(), second.get(0).name(), metric, sample);
  }

  /**
   * The differences that {@link #compare(List, List, Metric)} is about.
   *
   * @throws BadInputException as there
   */
  public static PairedSample sample(
      List<UserValues> first, List<UserValues> second, Metric metric) {
    if (first.size() != second.size() || first.isEmpty()) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%d folds cannot be paired with %d; measure both models on the same folds",
              first.size(),
              second.size()));
    }
    List<PairedSample> folds = new ArrayList<>();
    for (int fold = 0; fold < first.size(); fold++) {
      folds.add(paired(first.get(fold), second.get(fold), metric));
    }
    return PairedSample.ofFolds(folds);
  }

  private static PairedSample paired(UserValues first, UserValues second, Metric metric) {
    return PairedSample.of(first.users(), first.of(metric), second.users(), second.of(metric));
  }

  private Comparison compare(String first, String second, Metric metric, PairedSample sample) {
    Map<PairedTest, PairedTest.Result> results = new LinkedHashMap<>();
    tests.forEach(test -> results.put(test, test.of(sample)));
    return new Comparison(
        first, second, metric, sample, interval(sample), EffectSize.of(sample), results);
  }

  private Interval interval(PairedSample sample) {
    return sample.folds() > 1 || bootstrap.isEmpty()
        ? sample.standardError().about(sample.mean())
        : bootstrap.get().of(sample);
  }

  /**
   * Compares every model with every other by every metric that the first model has. The later model
   * of a pair comes first, so that with the baselines at the front of the list differences are what
   * a newer model gains.
   *
   * @param models at least two, of different names
   * @throws BadInputException if two have the same name, or as in {@link #compare(UserValues,
   *     UserValues, Metric)}
   */
  public ComparisonTable comparePairs(List<UserValues> models) {
    checkNames(models, "models");
    return comparePairs(models, List.copyOf(models.get(0).metrics()));
  }

  /**
   * The same by some metrics only: the fewer questions, the less to pay for the adjustment.
   *
   * @throws BadInputException as in {@link #comparePairs(List)}
   */
  public ComparisonTable comparePairs(List<UserValues> models, List<Metric> metrics) {
    checkNames(models, "models");
    List<Comparison> all = new ArrayList<>();
    for (Metric metric : metrics) {
      for (int one = 0; one < models.size(); one++) {
        for (int other = one + 1; other < models.size(); other++) {
          all.add(compare(models.get(other), models.get(one), metric));
        }
      }
    }
    return new ComparisonTable(this, all);
  }

  /**
   * Compares models with one baseline by every metric that the baseline has: fewer comparisons, and
   * so less to pay for the adjustment.
   *
   * @throws BadInputException if two have the same name, or as in {@link #compare(UserValues,
   *     UserValues, Metric)}
   */
  public ComparisonTable compareWith(UserValues baseline, List<UserValues> models) {
    List<UserValues> named = new ArrayList<>(List.of(baseline));
    named.addAll(models);
    checkNames(named, "models with their baseline");
    List<Comparison> all = new ArrayList<>();
    for (Metric metric : baseline.metrics()) {
      models.forEach(model -> all.add(compare(model, baseline, metric)));
    }
    return new ComparisonTable(this, all);
  }

  private static void checkNames(List<UserValues> models, String what) {
    if (models.size() < 2) {
      throw new BadInputException(
          String.format(
              Locale.ROOT, "a comparison of %d %s needs at least 2", models.size(), what));
    }
    Set<String> seen = new HashSet<>();
    for (UserValues model : models) {
      if (!seen.add(model.name())) {
        throw new BadInputException(
            "two of the %s are named '%s'; give each a name of its own"
                .formatted(what, model.name()));
      }
    }
  }

  /** How the figures are made, one line each, for a person. */
  public String describe() {
    StringBuilder text = new StringBuilder("interval: ");
    text.append(bootstrap.map(Bootstrap::meaning).orElse(STUDENT));
    text.append("\neffect size: Cohen's d of the users' differences, with its 95 % interval");
    tests.forEach(
        test -> text.append('\n').append(test.name()).append(": ").append(test.meaning()));
    text.append("\nadjustment ").append(adjustment.token()).append(": ");
    return text.append(adjustment.meaning()).toString();
  }
}
