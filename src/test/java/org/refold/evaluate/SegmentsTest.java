package org.refold.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.data.Prediction;
import org.refold.data.Vocabulary;
import org.refold.evaluate.PopularityShares.Part;
import org.refold.evaluate.metric.Coverage;
import org.refold.evaluate.metric.HitRate;
import org.refold.evaluate.metric.Mae;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.metric.MetricContext;
import org.refold.evaluate.metric.Metrics;
import org.refold.evaluate.metric.RatingMetric;
import org.refold.evaluate.metric.Rmse;
import org.refold.recommend.FoldIn;
import org.refold.recommend.Model;
import org.refold.recommend.RatingPredictor;
import org.refold.recommend.TestModel;
import org.refold.settings.BadInputException;

class SegmentsTest {

  private static final int ITEMS = 25;

  /** A random hold-out, its training data and scores. */
  private static final class Case {
    final int[][] foldIn;
    final int[][] foldOut;
    final Interactions train;
    final Holdout holdout;
    final float[][] scores;

    Case(long seed, int users) {
      SplittableRandom random = new SplittableRandom(seed);
      this.foldIn = new int[users][];
      this.foldOut = new int[users][];
      this.scores = new float[users][ITEMS];
      int[][] rows = new int[30][];
      for (int row = 0; row < rows.length; row++) {
        rows[row] = skewed(random, 1 + random.nextInt(8));
      }
      for (int user = 0; user < users; user++) {
        int[] mixed = Fixtures.some(random, ITEMS, ITEMS);
        int cut = random.nextInt(10);
        foldIn[user] = Arrays.copyOf(mixed, cut);
        foldOut[user] = Arrays.copyOfRange(mixed, cut, cut + random.nextInt(6));
        for (int item = 0; item < ITEMS; item++) {
          scores[user][item] = random.nextInt(1000);
        }
      }
      foldOut[0] = new int[] {foldOut[0].length > 0 ? foldOut[0][0] : ITEMS - 1};
      foldIn[0] = new int[] {foldOut[0][0] == 0 ? 1 : 0};
      this.train = Fixtures.interactions(ITEMS, rows);
      this.holdout =
          Fixtures.strong(
              Fixtures.interactions(ITEMS, foldIn), Fixtures.interactions(ITEMS, foldOut));
    }

    private static int[] skewed(SplittableRandom random, int size) {
      return IntStream.range(0, size)
          .map(k -> (int) (ITEMS * Math.pow(random.nextDouble(), 2)))
          .distinct()
          .toArray();
    }

    /** Recall@5 by |T| of one user, only some items being wanted; NaN where none of them was. */
    double recall(int user, boolean[] wanted) {
      List<Integer> ranked = new ArrayList<>();
      for (int item = 0; item < ITEMS; item++) {
        int candidate = item;
        if (Arrays.stream(foldIn[user]).noneMatch(in -> in == candidate)) {
          ranked.add(item);
        }
      }
      ranked.sort(
          Comparator.comparing((Integer item) -> -scores[user][item])
              .thenComparing(Comparator.naturalOrder()));
      int[] held = Arrays.stream(foldOut[user]).filter(item -> wanted[item]).toArray();
      double hits = 0;
      for (int item : held) {
        hits += ranked.indexOf(item) < 5 && ranked.contains(item) ? 1 : 0;
      }
      return held.length == 0 ? Double.NaN : hits / held.length;
    }
  }

  private static double meanOfNumbers(double[] values) {
    return Arrays.stream(values).filter(v -> !Double.isNaN(v)).average().orElse(Double.NaN);
  }

  private static int countOfNumbers(double[] values) {
    return (int) Arrays.stream(values).filter(v -> !Double.isNaN(v)).count();
  }

  private static final Metric RECALL = Metrics.of("recall@5(denominator=relevant)");

  @Property(tries = 60)
  void historySegmentsAgreeWithASlowReading(
      @ForAll long seed,
      @ForAll @IntRange(min = 3, max = 40) int users,
      @ForAll @IntRange(min = 1, max = 5) int count) {
    Case one = new Case(seed, users);
    Evaluation evaluation =
        Evaluator.of(List.of(RECALL, new Coverage(5)))
            .evaluate(new Fixtures.ScoreTable(one.scores), one.holdout);
    Segments found = Segments.byHistory(evaluation, one.holdout, count);
    int inAll = 0;
    int from = 0;
    for (int k = 0; k < found.segments().size(); k++) {
      Segment segment = found.segments().get(k);
      boolean last = k == found.segments().size() - 1;
      String[] ends = segment.name().split(" and more|-", -1);
      int low = Integer.parseInt(ends[0]);
      int high = last ? Integer.MAX_VALUE : Integer.parseInt(ends[ends.length - 1]);
      assertThat(low).isGreaterThanOrEqualTo(from);
      from = high;
      boolean[] all = new boolean[ITEMS];
      Arrays.fill(all, true);
      double[] expected =
          IntStream.range(0, users)
              .filter(u -> one.foldIn[u].length >= low && one.foldIn[u].length <= high)
              .mapToDouble(u -> one.recall(u, all))
              .toArray();
      assertThat(segment.users()).isEqualTo(countOfNumbers(expected)).isPositive();
      assertThat(segment.results()).as("no coverage").hasSize(1);
      assertThat(segment.metric(RECALL).mean()).isCloseTo(meanOfNumbers(expected), within(1e-12));
      inAll += segment.users();
    }
    assertThat(inAll).isEqualTo(evaluation.evaluatedUsers());
  }

  @Property(tries = 60)
  void popularitySegmentsAgreeWithASlowReading(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int users) {
    Case one = new Case(seed, users);
    Part[] parts = PopularityShares.STANDARD.of(one.train);
    Segments found =
        Segments.byPopularity(
            Evaluator.of(List.of(RECALL, new Coverage(5))),
            new Fixtures.ScoreTable(one.scores),
            one.holdout,
            MetricContext.of(one.train));
    assertThat(found.segments())
        .extracting(Segment::name)
        .containsExactly("head", "middle", "tail");
    int at = 0;
    for (Part part : Part.values()) {
      boolean[] wanted = new boolean[ITEMS];
      for (int item = 0; item < ITEMS; item++) {
        wanted[item] = parts[item] == part;
      }
      double[] expected =
          IntStream.range(0, users).mapToDouble(u -> one.recall(u, wanted)).toArray();
      Segment segment = found.segments().get(at++);
      assertThat(segment.users()).isEqualTo(countOfNumbers(expected));
      if (segment.users() > 0) {
        assertThat(segment.metric(RECALL).mean()).isCloseTo(meanOfNumbers(expected), within(1e-12));
      }
    }
  }

  @Property(tries = 100)
  void partsFollowPopularityAndItsTies(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 6) Integer> counts) {
    int total = counts.stream().mapToInt(k -> k).sum();
    if (total == 0) {
      return;
    }
    int[][] rows = new int[6][];
    for (int user = 0; user < rows.length; user++) {
      int u = user;
      rows[user] = IntStream.range(0, counts.size()).filter(i -> counts.get(i) > u).toArray();
    }
    Part[] parts = new PopularityShares(.3, .25).of(Fixtures.interactions(counts.size(), rows));
    for (int item = 0; item < parts.length; item++) {
      int own = counts.get(item);
      double above = counts.stream().filter(c -> c > own).mapToInt(c -> c).sum() / (double) total;
      Part expected = above < .3 ? Part.HEAD : above >= .75 ? Part.TAIL : Part.MIDDLE;
      assertThat(parts[item]).isEqualTo(expected);
    }
  }

  @Test
  void headAndTailOfAWorkedExample() {
    // items have 4, 3, 1, 1, 1 and 0 of 10 interactions
    Interactions train =
        Fixtures.interactions(
            6, new int[] {0, 1, 2}, new int[] {0, 1, 3}, new int[] {0, 1, 4}, new int[] {0});
    assertThat(new PopularityShares(.4, .3).of(train))
        .containsExactly(Part.HEAD, Part.MIDDLE, Part.TAIL, Part.TAIL, Part.TAIL, Part.TAIL);
    assertThat(new PopularityShares(.5, .2).of(train))
        .containsExactly(Part.HEAD, Part.HEAD, Part.MIDDLE, Part.MIDDLE, Part.MIDDLE, Part.TAIL);
  }

  @Test
  void pooledRatingsArePooledWithinTheSegment() {
    int[][] in = {{0}, {1}, {0, 1}};
    int[][] out = {{2, 3}, {2}, {3}};
    Interactions held = Fixtures.rated(4, out, new float[][] {{4, 2}, {5}, {1}});
    Holdout holdout = Fixtures.strong(Fixtures.interactions(4, in), held);
    Metric rmse = new Rmse();
    Metric byUser = new Rmse(RatingMetric.Pool.USERS);
    Evaluation evaluation =
        Evaluator.of(List.of(rmse, byUser, new Mae())).evaluate(new Threes(held.items()), holdout);
    Segment shorter = Segments.byHistory(evaluation, holdout, Bins.from(1, 2)).segments().get(0);
    assertThat(shorter.name()).isEqualTo("1");
    assertThat(shorter.users()).isEqualTo(2);
    assertThat(shorter.metric(rmse).mean()).isCloseTo(Math.sqrt((1 + 1 + 4) / 3.0), within(1e-12));
    assertThat(shorter.metric(byUser).mean()).isCloseTo((1 + 2) / 2.0, within(1e-12));
    assertThat(shorter.metric(new Mae()).mean()).isCloseTo(4 / 3.0, within(1e-12));
  }

  private record Threes(Vocabulary items) implements TestModel, RatingPredictor {
    @Override
    public void predict(Interactions histories, Interactions pairs, float[] predictions) {
      Arrays.fill(predictions, 3f);
    }
  }

  @Test
  void usersBelowAllBinsAreLeftOutAndEmptySegmentsStay() {
    Holdout holdout =
        Fixtures.strong(
            Fixtures.interactions(4, new int[] {0}, new int[] {0, 1}, new int[0]),
            Fixtures.interactions(4, new int[] {2}, new int[] {3}, new int[] {1}));
    float[] row = {4, 3, 2, 1};
    Evaluation evaluation =
        Evaluator.of("hr@1").evaluate(new Fixtures.ScoreTable(row, row, row), holdout);
    Segments found = Segments.byHistory(evaluation, holdout, Bins.from(1, 2, 50));
    assertThat(found.segments()).extracting(Segment::users).containsExactly(1, 1, 0);
    assertThat(found.toString()).contains("by length of history", "50 and more       0");
    assertThatThrownBy(() -> found.segments().get(2).metric(new HitRate(1)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no user has a held-out item");
    assertThatThrownBy(() -> found.segments().get(0).metric(new HitRate(2)))
        .hasMessageContaining("no hr@2")
        .hasMessageContaining("hr@1");
  }

  @Test
  void binsOfEqualNumbersAreOne() {
    assertThat(Bins.quantiles(new int[] {3, 3, 3, 3, 9}, 4).edges()).containsExactly(3);
    assertThat(Bins.quantiles(new int[] {8, 1, 5, 2, 9, 7}, 3).edges()).containsExactly(1, 5, 8);
    Bins bins = Bins.from(1, 2, 20);
    assertThat(List.of(bins.label(0), bins.label(1), bins.label(2)))
        .containsExactly("1", "2-19", "20 and more");
    assertThat(IntStream.of(0, 1, 2, 19, 20, 999).map(bins::of)).containsExactly(-1, 0, 1, 1, 2, 2);
  }

  @Test
  void badSettingsAreRefused() {
    assertThatThrownBy(() -> Bins.from(1, 1)).hasMessageContaining("1 follows 1");
    assertThatThrownBy(Bins::from).hasMessageContaining("no bin");
    assertThatThrownBy(() -> Bins.quantiles(new int[] {1}, 0)).hasMessageContaining("0 bins");
    assertThatThrownBy(() -> new PopularityShares(.8, .3)).hasMessageContaining("together at most");
    assertThatThrownBy(() -> PopularityShares.STANDARD.of(Fixtures.interactions(3)))
        .hasMessageContaining("empty");
    Case one = new Case(1, 5);
    assertThatThrownBy(
            () ->
                Segments.byPopularity(
                    Evaluator.of("hr@1"),
                    new Fixtures.ScoreTable(one.scores),
                    one.holdout,
                    MetricContext.none()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("MetricContext.of(train)");
    Evaluation evaluation =
        Evaluator.of("hr@1").evaluate(new Fixtures.ScoreTable(one.scores), one.holdout);
    assertThatThrownBy(() -> Segments.byHistory(evaluation, new Case(1, 6).holdout, 2))
        .hasMessageContaining("that it was made on");
  }

  /** Scores the items that follow those of a history, and notes how long histories were. */
  private static final class Successors implements TestModel, FoldIn {
    final Set<Integer> lengths = new TreeSet<>();
    private final Vocabulary items;

    Successors(Vocabulary items) {
      this.items = items;
    }

    @Override
    public Vocabulary items() {
      return items;
    }

    @Override
    public void score(Interactions histories, int from, int to, float[] scores) {
      Arrays.fill(scores, 0, (to - from) * items.size(), 0f);
      for (int user = from; user < to; user++) {
        lengths.add(histories.count(user));
        for (int item : histories.itemsOf(user)) {
          scores[(user - from) * items.size() + (item + 1) % items.size()] = 1 + item;
        }
      }
    }
  }

  /** Users with 8 to 15 items folded in, and what follows the last of them to be found. */
  private static Holdout newUsers(int items) {
    int[][] in = new int[8][];
    int[][] out = new int[8][];
    for (int user = 0; user < in.length; user++) {
      int first = user;
      in[user] = IntStream.range(0, 8 + user).map(k -> first + 2 * k).toArray();
      out[user] = new int[] {first + 1, first + 5};
    }
    return Fixtures.strong(Fixtures.interactions(items, in), Fixtures.interactions(items, out));
  }

  @Test
  void aColdStartAsksTheSameUsersWithMoreAndMoreOfTheirHistories() {
    Holdout holdout = newUsers(40);
    Successors model = new Successors(holdout.foldIn().items());
    Metric recall = Metrics.of("recall@30(denominator=relevant)");
    Segments found =
        Segments.coldStart(
            Evaluator.of(List.of(recall)).withBatchSize(1), model, holdout, MetricContext.none());
    assertThat(found.segments())
        .extracting(Segment::name)
        .containsExactly("0", "1", "2", "3", "5", "10", "all");
    assertThat(found.segments()).extracting(Segment::users).containsOnly(6);
    assertThat(model.lengths).containsExactly(0, 1, 2, 3, 5, 10, 11, 12, 13, 14, 15);
    double[] means = found.segments().stream().mapToDouble(s -> s.metric(recall).mean()).toArray();
    double[] sorted = means.clone();
    Arrays.sort(sorted);
    assertThat(means).as("items given are nested").isEqualTo(sorted);
    assertThat(means[6]).as("all that is wanted follows an item of the history").isEqualTo(1);
    assertThat(
            Segments.coldStart(Evaluator.of("ndcg@5"), model, holdout, MetricContext.none())
                .segments()
                .get(0)
                .results()
                .get(0)
                .mean())
        .as("equal scores find nothing")
        .isZero();
  }

  @Test
  void aColdStartNeedsNewUsersWithEnoughItems() {
    Holdout holdout = newUsers(40);
    Holdout weak = new Holdout(holdout.foldIn(), holdout.foldOut(), Holdout.Generalisation.WEAK);
    Model model = new Successors(holdout.foldIn().items());
    Evaluator evaluator = Evaluator.of("hr@1");
    assertThatThrownBy(() -> Segments.coldStart(evaluator, model, weak, MetricContext.none()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("take a split that holds out users");
    Holdout few = holdout.rows(new int[] {0, 1});
    assertThatThrownBy(() -> Segments.coldStart(evaluator, model, few, MetricContext.none()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no user of the hold-out has 10 items");
  }

  @Test
  void aColdStartIsNoneWhereEachItemIsPredictedFromAllBeforeIt() {
    Holdout next = newUsers(40).withPrediction(Prediction.NEXT);
    Model model = new Successors(next.foldIn().items());
    String why = "cannot be had where each held-out item is predicted from all before it";
    assertThatThrownBy(() -> SegmentsBy.COLD_START.check(next)).hasMessageContaining(why);
    assertThatThrownBy(
            () -> Segments.coldStart(Evaluator.of("hr@1"), model, next, MetricContext.none()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(why);
  }
}
