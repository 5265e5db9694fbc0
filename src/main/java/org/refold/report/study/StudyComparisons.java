package org.refold.report.study;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.statistics.Adjustment;
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

  static final int MOST_ARMS_FOR_ALL_PAIRS = 8;

  private final StudyNumbers numbers;
  private final Arm base;
  private final Comparer comparer = comparer();
  private final Map<List<Object>, Optional<Comparison>> made = new HashMap<>();
  private final Optional<ComparisonTable> table;
  private final Map<List<Object>, Difference> differences = new HashMap<>();

  private record Pair(Arm first, Arm second) {}

  StudyComparisons(StudyNumbers numbers, Arm base) {
    this.numbers = numbers;
    this.base = base;
    List<Comparison> comparisons = new ArrayList<>();
    for (Metric metric : numbers.metrics()) {
      for (Pair pair : pairs(numbers, base, metric)) {
        between(pair.first, pair.second, metric).ifPresent(comparisons::add);
      }
    }
    table =
        comparisons.isEmpty()
            ? Optional.empty()
            : Optional.of(new ComparisonTable(comparer, comparisons));
    table.ifPresent(this::remember);
  }

  /** How reports compare: Student's interval and test, which agree, and Holm's adjustment. */
  static Comparer comparer() {
    return new Comparer(Optional.empty(), List.of(new StudentTest()), Adjustment.HOLM);
  }

  private static Set<Pair> pairs(StudyNumbers numbers, Arm base, Metric metric) {
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
    Arm best = numbers.best(metric).orElse(base);
    for (Arm arm : arms) {
      if (!arm.equals(base)) {
        pairs.add(new Pair(arm, base));
      }
      if (!arm.equals(best) && !arm.equals(base)) {
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
    return made.computeIfAbsent(
        List.of(one.label(), other.label(), metric), any -> compare(one, other, metric));
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

  private void remember(ComparisonTable compared) {
    double[] adjusted = compared.adjusted();
    for (int k = 0; k < adjusted.length; k++) {
      Comparison c = compared.comparisons().get(k);
      Difference difference = Difference.of(c).adjustedTo(adjusted[k]);
      differences.put(List.of(c.first(), c.second(), c.metric()), difference);
      differences.put(List.of(c.second(), c.first(), c.metric()), difference.turned());
    }
  }

  /** All of them; empty where no two arms can be compared. */
  Optional<ComparisonTable> table() {
    return table;
  }

  /** One arm less another by a metric, if they were compared. */
  Optional<Difference> of(Arm first, Arm second, Metric metric) {
    return Optional.ofNullable(differences.get(List.of(first.label(), second.label(), metric)));
  }
}
