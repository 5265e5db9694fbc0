package org.refold.report.study;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.statistics.Bootstrap;
import org.refold.evaluate.statistics.Comparer;
import org.refold.evaluate.statistics.Comparison;
import org.refold.evaluate.statistics.ComparisonTable;
import org.refold.evaluate.statistics.StudentTest;
import org.refold.evaluate.statistics.UserValues;
import org.refold.study.Arm;
import org.refold.study.Replicate;

/**
 * The arms of a study against each other, user by user: all pairs of up to eight arms; of more,
 * each against the base and against the best, so that the adjustment is not for pairs that are not
 * asked about. Each user's value is the mean over the seeds and folds that both arms have; where
 * each user was tested in one fold only, comparisons are over users and training sets.
 */
final class StudyComparisons {

  private static final int MOST_ARMS_FOR_ALL_PAIRS = 8;
  private static final int RESAMPLES = 2_000;

  private final StudyNumbers numbers;
  private final Arm base;
  private final Comparer comparer = comparer();
  private final Map<List<Object>, Optional<Comparison>> made = new HashMap<>();
  private final Optional<ComparisonTable> table;
  private final Map<List<Object>, Difference> differences;

  private record Pair(Arm first, Arm second) {}

  StudyComparisons(StudyNumbers numbers, Arm base) {
    this.numbers = numbers;
    this.base = base;
    List<Comparison> comparisons = new ArrayList<>();
    for (Metric metric : numbers.metrics()) {
      for (Pair pair : pairs(base, metric)) {
        between(pair.first, pair.second, metric).ifPresent(comparisons::add);
      }
    }
    table =
        comparisons.isEmpty()
            ? Optional.empty()
            : Optional.of(new ComparisonTable(comparer, comparisons));
    differences = family(base);
  }

  /** How reports compare: Student's test, Holm's adjustment, bootstrap where there are no folds. */
  static Comparer comparer() {
    return Comparer.withSeed(1)
        .withTests(new StudentTest())
        .withBootstrap(new Bootstrap(1).withResamples(RESAMPLES));
  }

  private Set<Pair> pairs(Arm against, Metric metric) {
    List<Arm> arms = numbers.arms();
    Set<Pair> pairs = new LinkedHashSet<>();
    if (arms.size() <= MOST_ARMS_FOR_ALL_PAIRS) {
      for (int one = 0; one < arms.size(); one++) {
        for (int other = one + 1; other < arms.size(); other++) {
          pairs.add(new Pair(arms.get(other), arms.get(one)));
        }
      }
      return pairs;
    }
    Arm best = numbers.best(metric).orElse(against);
    for (Arm arm : arms) {
      if (!arm.equals(against)) {
        pairs.add(new Pair(arm, against));
      }
      if (!arm.equals(best) && !arm.equals(against)) {
        pairs.add(new Pair(arm, best));
      }
    }
    return pairs;
  }

  /** What arms are marked against. */
  Arm base() {
    return base;
  }

  /** One arm less another by a metric, where both have values by user; made once. */
  Optional<Comparison> between(Arm one, Arm other, Metric metric) {
    return made.computeIfAbsent(key(one, other, metric), any -> compare(one, other, metric));
  }

  private static List<Object> key(Arm first, Arm second, Metric metric) {
    return List.of(first.label(), second.label(), metric);
  }

  /** The same without a second computation where it was made the other way round. */
  private Optional<Difference> eitherWay(Arm one, Arm other, Metric metric) {
    List<Object> turned = key(other, one, metric);
    return made.containsKey(turned)
        ? made.get(turned).map(Difference::of).map(Difference::turned)
        : between(one, other, metric).map(Difference::of);
  }

  private Optional<Comparison> compare(Arm one, Arm other, Metric metric) {
    List<Replicate> both = numbers.common(one, other);
    if (both.isEmpty()) {
      return Optional.empty();
    }
    List<UserValues> first = numbers.samples(one, both);
    List<UserValues> second = numbers.samples(other, both);
    boolean perUser =
        first.get(0).metrics().contains(metric) && second.get(0).metrics().contains(metric);
    return perUser ? Optional.of(comparer.compare(first, second, metric)) : Optional.empty();
  }

  /**
   * All comparisons of a report with this base, both ways round, their p-values adjusted over them:
   * with few arms the same ones for every base.
   */
  private Map<List<Object>, Difference> family(Arm against) {
    List<Pair> pairs = new ArrayList<>();
    List<Metric> metrics = new ArrayList<>();
    List<Difference> found = new ArrayList<>();
    for (Metric metric : numbers.metrics()) {
      for (Pair pair : pairs(against, metric)) {
        Optional<Difference> difference = eitherWay(pair.first, pair.second, metric);
        if (difference.isPresent()) {
          pairs.add(pair);
          metrics.add(metric);
          found.add(difference.get());
        }
      }
    }
    double[] p = found.stream().mapToDouble(Difference::p).toArray();
    double[] adjusted = comparer.adjustment().of(p);
    Map<List<Object>, Difference> family = new HashMap<>();
    for (int k = 0; k < p.length; k++) {
      Pair pair = pairs.get(k);
      Difference difference = found.get(k).adjustedTo(adjusted[k]);
      family.put(key(pair.first, pair.second, metrics.get(k)), difference);
      family.put(key(pair.second, pair.first, metrics.get(k)), difference.turned());
    }
    return family;
  }

  /** All of them; empty where no two arms can be compared. */
  Optional<ComparisonTable> table() {
    return table;
  }

  /** One arm less another by a metric, if they were compared. */
  Optional<Difference> of(Arm first, Arm second, Metric metric) {
    return Optional.ofNullable(differences.get(key(first, second, metric)));
  }

  /**
   * What a report with another base would say of it.
   *
   * @param size how many comparisons it adjusts over
   * @param differences each other arm less the base, by metric and the label of the arm
   */
  record Against(int size, Map<Metric, Map<String, Difference>> differences) {}

  /** Every arm less this one. */
  Against against(Arm other) {
    Map<List<Object>, Difference> family = family(other);
    Map<Metric, Map<String, Difference>> found = new LinkedHashMap<>();
    for (Metric metric : numbers.metrics()) {
      Map<String, Difference> rows = new LinkedHashMap<>();
      for (Arm arm : numbers.arms()) {
        Optional.ofNullable(family.get(key(arm, other, metric)))
            .ifPresent(difference -> rows.put(arm.label(), difference));
      }
      found.put(metric, rows);
    }
    return new Against(family.size() / 2, found); // each stands there both ways round
  }
}
