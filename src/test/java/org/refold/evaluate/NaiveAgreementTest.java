package org.refold.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.refold.data.FoldInItems;
import org.refold.data.Holdout;
import org.refold.evaluate.metric.Auc;
import org.refold.evaluate.metric.AveragePrecision;
import org.refold.evaluate.metric.F1;
import org.refold.evaluate.metric.HitRate;
import org.refold.evaluate.metric.ListPrecision;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.metric.Metrics;
import org.refold.evaluate.metric.Ndcg;
import org.refold.evaluate.metric.Recall;
import org.refold.evaluate.metric.ReciprocalRank;

/**
 * Figures of random cases: against a slow reading of the definitions, and what must always hold.
 */
class NaiveAgreementTest {

  /** One user with everything random: history, held-out items, scores from few different values. */
  private static final class Case {
    final int items;
    final int[] foldIn;
    final int[] foldOut;
    final float[] scores;

    Case(long seed, int items) {
      SplittableRandom random = new SplittableRandom(seed);
      this.items = items;
      int[] mixed = Fixtures.some(random, items, items);
      int cut = random.nextInt(items);
      int end = cut + 1 + random.nextInt(items - cut);
      this.foldIn = Arrays.copyOfRange(mixed, 0, cut);
      this.foldOut = Arrays.copyOfRange(mixed, cut, end);
      this.scores = new float[items];
      int values = 1 + random.nextInt(2 * items);
      for (int item = 0; item < items; item++) {
        scores[item] = random.nextInt(values) - values / 2;
      }
    }

    double value(Metric metric, Ties ties, FoldInItems foldInItems) {
      Holdout holdout =
          Fixtures.strong(
              Fixtures.interactions(items, foldIn), Fixtures.interactions(items, foldOut));
      return Evaluator.of(List.of(metric))
          .withTies(ties)
          .withFoldInItems(foldInItems)
          .evaluate(new Fixtures.ScoreTable(scores), holdout)
          .metric(metric)
          .mean();
    }

    double value(Metric metric) {
      return value(metric, Ties.INDEX, FoldInItems.MASKED);
    }

    Set<Integer> heldOut() {
      return asSet(foldOut);
    }

    /** The whole ranking by a full sort of objects. */
    List<Integer> sorted(Ties ties, FoldInItems foldInItems) {
      List<Integer> all = new ArrayList<>();
      for (int item = 0; item < items; item++) {
        if (foldInItems == FoldInItems.RANKED || !asSet(foldIn).contains(item)) {
          all.add(item);
        }
      }
      Comparator<Integer> byTies = Comparator.comparing(item -> 0);
      if (ties != Ties.INDEX) {
        boolean first = ties == Ties.OPTIMISTIC;
        byTies = Comparator.comparing(item -> heldOut().contains(item) == first ? 0 : 1);
      }
      all.sort(
          Comparator.comparing((Integer item) -> -scores[item])
              .thenComparing(byTies)
              .thenComparing(Comparator.naturalOrder()));
      return all;
    }
  }

  private static Set<Integer> asSet(int[] numbers) {
    Set<Integer> set = new HashSet<>();
    for (int number : numbers) {
      set.add(number);
    }
    return set;
  }

  @Property(tries = 300)
  void agreesWithTheDefinitions(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 60) int items,
      @ForAll @IntRange(min = 1, max = 70) int k,
      @ForAll Ties ties,
      @ForAll FoldInItems foldInItems) {
    Case one = new Case(seed, items);
    List<Integer> ranked = one.sorted(ties, foldInItems);
    Set<Integer> held = one.heldOut();
    double hits = 0;
    double dcg = 0;
    double precisions = 0;
    double reciprocal = 0;
    for (int rank = 1; rank <= Math.min(k, ranked.size()); rank++) {
      if (held.contains(ranked.get(rank - 1))) {
        hits++;
        dcg += Math.log(2) / Math.log(rank + 1);
        precisions += hits / rank;
        reciprocal = reciprocal == 0 ? 1.0 / rank : reciprocal;
      }
    }
    double ideal = 0;
    for (int rank = 1; rank <= Math.min(k, held.size()); rank++) {
      ideal += Math.log(2) / Math.log(rank + 1);
    }
    double shortest = Math.min(k, held.size());
    assertValue(one.value(new Recall(k), ties, foldInItems), hits / shortest);
    assertValue(one.value(new ListPrecision(k), ties, foldInItems), hits / k);
    assertValue(one.value(new F1(k), ties, foldInItems), 2 * hits / (k + held.size()));
    assertValue(one.value(new HitRate(k), ties, foldInItems), Math.min(1, hits));
    assertValue(one.value(new ReciprocalRank(k), ties, foldInItems), reciprocal);
    assertValue(one.value(new AveragePrecision(k), ties, foldInItems), precisions / shortest);
    assertValue(one.value(new Ndcg(k), ties, foldInItems), dcg / ideal);
    assertValue(one.value(new Auc(), ties, foldInItems), auc(one, ranked));
  }

  private static double auc(Case one, List<Integer> ranked) {
    double won = 0;
    int pairs = 0;
    for (int a : ranked) {
      for (int b : ranked) {
        if (one.heldOut().contains(a) && !one.heldOut().contains(b)) {
          won += one.scores[a] > one.scores[b] ? 1 : one.scores[a] == one.scores[b] ? 0.5 : 0;
          pairs++;
        }
      }
    }
    return pairs == 0 ? Double.NaN : won / pairs;
  }

  private static void assertValue(double found, double expected) {
    if (Double.isNaN(expected)) {
      assertThat(found).isNaN();
    } else {
      assertThat(found).isCloseTo(expected, within(1e-12));
    }
  }

  @Property(tries = 200)
  void accuracyLiesBetweenZeroAndOneAndGrowsWithOptimism(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int items,
      @ForAll @IntRange(min = 1, max = 45) int k) {
    Case one = new Case(seed, items);
    for (Metric metric :
        Metrics.parse(
            "recall@%1$d,precision@%1$d,f1@%1$d,hr@%1$d,mrr@%1$d,map@%1$d,ndcg@%1$d"
                .formatted(k))) {
      double low = one.value(metric, Ties.PESSIMISTIC, FoldInItems.MASKED);
      double plain = one.value(metric, Ties.INDEX, FoldInItems.MASKED);
      double high = one.value(metric, Ties.OPTIMISTIC, FoldInItems.MASKED);
      assertThat(low).as(metric.name()).isBetween(0.0, plain);
      assertThat(plain).isLessThanOrEqualTo(high);
      assertThat(high).isLessThanOrEqualTo(1 + 1e-12);
    }
  }

  @Property(tries = 100)
  void perfectRankingsScoreOne(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 40) int items,
      @ForAll @IntRange(min = 1, max = 45) int k) {
    Case one = new Case(seed, items);
    for (int item = 0; item < items; item++) {
      one.scores[item] = one.heldOut().contains(item) ? 1 : 0;
    }
    for (Metric metric :
        Metrics.parse("recall@%1$d,hr@%1$d,mrr@%1$d,map@%1$d,ndcg@%1$d".formatted(k))) {
      assertThat(one.value(metric)).as(metric.name()).isCloseTo(1, within(1e-12));
    }
    double auc = one.value(new Auc());
    assertThat(Double.isNaN(auc) || auc == 1).isTrue();
  }

  @Property(tries = 200)
  void longerListsHaveMoreHits(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int items,
      @ForAll @IntRange(min = 1, max = 45) int k) {
    Case one = new Case(seed, items);
    for (String growing :
        List.of("hr@%d", "mrr@%d", "recall@%d(denominator=relevant)", "ndcg@%d(ideal=full)")) {
      assertThat(one.value(Metrics.of(growing.formatted(k + 1))))
          .as(growing)
          .isGreaterThanOrEqualTo(one.value(Metrics.of(growing.formatted(k))) - 1e-12);
    }
  }

  /** What stands below rank k plays no part, ties or not. */
  @Property(tries = 100)
  void whatStandsBelowTheCutOffDoesNotMatter(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 40) int items,
      @ForAll @IntRange(min = 1, max = 20) int k) {
    Case one = new Case(seed, items);
    List<Integer> ranked = one.sorted(Ties.INDEX, FoldInItems.MASKED);
    List<Metric> metrics = Metrics.parse("recall@%1$d,mrr@%1$d,map@%1$d,ndcg@%1$d".formatted(k));
    double[] before = metrics.stream().mapToDouble(one::value).toArray();
    for (int rank = k + 1; rank <= ranked.size(); rank++) {
      one.scores[ranked.get(rank - 1)] = -1000 - (rank * 31 % 7);
    }
    double[] after = metrics.stream().mapToDouble(one::value).toArray();
    assertThat(after).containsExactly(before);
  }
}
