package org.refold.evaluate.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.refold.data.Vocabulary;
import org.refold.evaluate.Evaluation;
import org.refold.evaluate.Evaluator;
import org.refold.evaluate.Fixtures;
import org.refold.evaluate.Interval;
import org.refold.evaluate.Mean;
import org.refold.evaluate.metric.Coverage;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.metric.Ndcg;
import org.refold.evaluate.metric.Recall;
import org.refold.evaluate.metric.Rmse;
import org.refold.kernel.Parallel;
import org.refold.settings.BadInputException;

class ComparerTest {

  private static final Metric RECALL = new Recall(20);
  private static final Metric NDCG = new Ndcg(100);
  private static final Comparer QUICK =
      Comparer.withSeed(1).withBootstrap(Optional.of(new Bootstrap(1).withResamples(200)));

  private static UserValues values(String name, double... recall) {
    return UserValues.of(name, Fixtures.ids("u", recall.length), Map.of(RECALL, recall));
  }

  private static UserValues drawn(String name, long seed, int users, double gain) {
    SplittableRandom base = new SplittableRandom(11);
    SplittableRandom own = new SplittableRandom(seed);
    double[] recall = new double[users];
    double[] ndcg = new double[users];
    for (int user = 0; user < users; user++) {
      double common = base.nextDouble();
      recall[user] = common + gain + 0.2 * own.nextDouble();
      ndcg[user] = common * common + 0.2 * own.nextDouble();
    }
    Map<Metric, double[]> both = new LinkedHashMap<>();
    both.put(RECALL, recall);
    both.put(NDCG, ndcg);
    return UserValues.of(name, Fixtures.ids("u", users), both);
  }

  @Test
  void usersArePairedById() {
    UserValues first =
        UserValues.of(
            "a",
            Vocabulary.of(List.of("x", "y", "z", "only a")),
            Map.of(RECALL, new double[] {.5, .25, 1, 1}));
    UserValues second =
        UserValues.of(
            "b",
            Vocabulary.of(List.of("only b", "z", "x", "y")),
            Map.of(RECALL, new double[] {0, .5, .25, Double.NaN}));
    Comparison found = QUICK.compare(first, second, RECALL);
    assertThat(found.sample().users()).isEqualTo(2);
    assertThat(found.sample().leftOut()).as("y, only a, only b").isEqualTo(3);
    assertThat(found.sample().differences()).containsExactly(.25, .5);
    assertThat(found.difference()).isEqualTo(.375);
    assertThat(found.sample().meanFirst()).isEqualTo(.75);
  }

  @Test
  void allPairsTimesMetricsMakeOneFamily() {
    List<UserValues> models =
        List.of(drawn("old", 1, 60, 0), drawn("new", 2, 60, .1), drawn("other", 3, 60, 0));
    ComparisonTable table = QUICK.comparePairs(models);
    assertThat(table.comparisons()).hasSize(6);
    assertThat(table.comparisons().get(0).first()).as("what is newer comes first").isEqualTo("new");
    assertThat(table.comparisons().get(0).difference()).isCloseTo(.1, within(.03));
    double[] p = table.comparisons().stream().mapToDouble(c -> c.p(table.test())).toArray();
    assertThat(table.adjusted()).containsExactly(Adjustment.HOLM.of(p));
    assertThat(table.adjusted()[0]).isLessThan(1e-6);
    PairedTest randomisation = QUICK.tests().get(1);
    assertThat(table.adjusted(randomisation)[0]).isEqualTo(6.0 / 10_001);
    assertThat(table.toString())
        .contains("model  versus", "new    old", "ndcg@100", "p: t-test", "adjustment holm")
        .doesNotContain("note:");
  }

  @Test
  void aBaselineIsComparedWithEachOther() {
    ComparisonTable table =
        QUICK.compareWith(
            drawn("old", 1, 60, 0), List.of(drawn("new", 2, 60, .1), drawn("other", 3, 60, 0)));
    assertThat(table.comparisons())
        .extracting(Comparison::second)
        .containsExactly("old", "old", "old", "old");
  }

  @Test
  void aFamilyCanHaveFewerMetrics() {
    List<UserValues> models = List.of(drawn("old", 1, 60, 0), drawn("new", 2, 60, .1));
    ComparisonTable one = QUICK.comparePairs(models, List.of(NDCG));
    assertThat(one.comparisons()).extracting(Comparison::metric).containsExactly(NDCG);
    assertThat(one.adjusted()[0]).isEqualTo(one.comparisons().get(0).p(one.test()));
  }

  @Test
  void threadsDoNotMatter() {
    UserValues first = drawn("a", 1, 300, .1);
    UserValues second = drawn("b", 2, 300, 0);
    int before = Parallel.threads();
    try {
      Parallel.setThreads(1);
      Comparison alone = QUICK.compare(first, second, RECALL);
      Parallel.setThreads(3);
      Comparison together = QUICK.compare(first, second, RECALL);
      assertThat(together.interval()).isEqualTo(alone.interval());
      assertThat(together.tests()).isEqualTo(alone.tests());
    } finally {
      Parallel.setThreads(before);
    }
  }

  @Test
  void valuesOfSeveralSeedsAreAveragedByUser() {
    UserValues one =
        UserValues.of(
            "m",
            Vocabulary.of(List.of("x", "y", "z")),
            Map.of(RECALL, new double[] {.5, 0, Double.NaN}));
    UserValues two =
        UserValues.of(
            "m",
            Vocabulary.of(List.of("z", "w", "x")),
            Map.of(RECALL, new double[] {Double.NaN, .25, 1}));
    UserValues mean = UserValues.overSeeds("m", List.of(one, two));
    assertThat(mean.users().ids()).containsExactly("x", "y", "z", "w");
    assertThat(mean.of(RECALL)).containsExactly(.75, 0, Double.NaN, .25);
  }

  @Test
  void variationOverSeedsAndOverUsersAreKeptApart() {
    List<UserValues> first = List.of(values("a", .5, .7, .9), values("a", .6, .8, 1));
    List<UserValues> second = List.of(values("b", .1, .2, .3), values("b", .1, .2, .3));
    Variation own = Variation.of(RECALL, first);
    assertThat(own.mean()).isCloseTo(.75, within(1e-12));
    assertThat(own.seedDeviation()).isCloseTo(.1 / Math.sqrt(2), within(1e-12));
    assertThat(own.seeds()).isEqualTo(2);
    assertThat(own.users()).isEqualTo(3);
    Interval overUsers = Mean.of(UserValues.overSeeds("a", first).of(RECALL)).ci95().orElseThrow();
    assertThat(overUsers.high()).isGreaterThan(1);
    assertThat(own.overUsers()).contains(new Interval(overUsers.low(), 1));
    Variation gain = Variation.ofDifference(RECALL, first, second);
    assertThat(gain.mean()).isCloseTo(.55, within(1e-12));
    assertThat(gain.seedDeviation()).isCloseTo(own.seedDeviation(), within(1e-12));
    assertThat(gain.toString()).contains("over 2 seeds sd", "over 3 users [");
    Variation single = Variation.of(RECALL, first.subList(0, 1));
    assertThat(single.seedDeviation()).isNaN();
    assertThat(single.overSeeds()).isEmpty();
    assertThat(single.toString()).contains("over 1 seeds; over 3 users [");
    assertThatThrownBy(() -> Variation.ofDifference(RECALL, first, second.subList(0, 1)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("same seeds");
  }

  @Test
  void wilcoxonComesWithItsCaveat() {
    Comparer comparer = QUICK.withTests(new WilcoxonTest());
    ComparisonTable few =
        comparer.comparePairs(List.of(drawn("a", 1, 50, 0), drawn("b", 2, 50, 0)));
    assertThat(few.caveats()).isEmpty();
    ComparisonTable many =
        comparer.comparePairs(List.of(drawn("a", 1, 1000, 0), drawn("b", 2, 1000, 0)));
    assertThat(many.caveats()).hasSize(1);
    assertThat(many.toString()).contains("note: Wilcoxon's test finds too many");
  }

  @Test
  void pooledRatingsAreComparedByUserAndSaySo() {
    Rmse rmse = new Rmse();
    Map<Metric, double[]> one = Map.of(rmse, new double[] {1, .5});
    Map<Metric, double[]> other = Map.of(rmse, new double[] {.9, .6});
    Vocabulary users = Fixtures.ids("u", 2);
    Comparison found =
        QUICK.compare(UserValues.of("a", users, one), UserValues.of("b", users, other), rmse);
    assertThat(found.caveats()).singleElement().asString().contains("each user's own value");
  }

  @Test
  void whatCannotBeComparedIsRefused() {
    UserValues a = values("a", 1, 0);
    assertThatThrownBy(() -> QUICK.compare(a, values("b", Double.NaN, 1), RECALL))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("1 of 2 users")
        .hasMessageContaining("same hold-out");
    assertThatThrownBy(() -> QUICK.compare(a, a, new Recall(50)))
        .hasMessageContaining("a has no value of recall@50")
        .hasMessageContaining("recall@20");
    assertThatThrownBy(() -> QUICK.compare(a, a, new Coverage(10)))
        .hasMessageContaining("all users together");
    assertThatThrownBy(() -> QUICK.comparePairs(List.of(a, a))).hasMessageContaining("named 'a'");
    assertThatThrownBy(() -> QUICK.comparePairs(List.of(a))).hasMessageContaining("at least 2");
  }

  @Test
  void settingsAreChecked() {
    assertThatThrownBy(() -> new RandomisationTest(0, 1)).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> new Bootstrap(1).withResamples(1)).hasMessageContaining("at least 2");
    assertThatThrownBy(() -> new Bootstrap(10, Bootstrap.Kind.BCA, 95, 1))
        .hasMessageContaining("95.0")
        .hasMessageContaining("0.95");
    assertThatThrownBy(QUICK::withTests).hasMessageContaining("no test");
    assertThatThrownBy(() -> Adjustment.HOLM.of(new double[] {Double.NaN}))
        .hasMessageContaining("NaN");
    assertThatThrownBy(
            () -> PairedSample.of(new double[] {1, Double.POSITIVE_INFINITY}, new double[2]))
        .hasMessageContaining("finite");
    assertThatThrownBy(() -> PairedSample.of(new double[2], new double[3]))
        .hasMessageContaining("by user id");
  }

  @Test
  void constantDifferencesAreCertain() {
    PairedSample sample = PairedSample.of(new double[] {1, 1, 1}, new double[] {.5, .5, .5});
    assertThat(new StudentTest().of(sample))
        .isEqualTo(new PairedTest.Result(Double.POSITIVE_INFINITY, 0));
    assertThat(EffectSize.of(sample).d()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(new Bootstrap(1).of(sample)).isEqualTo(new Interval(.5, .5));
    assertThat(new RandomisationTest(9, 1).of(sample).p()).isEqualTo(.25);
  }

  @Test
  void evaluationsAreTakenAsTheyAre() {
    var holdout =
        Fixtures.strong(
            Fixtures.interactions(3, new int[] {0}, new int[] {0}, new int[] {1}),
            Fixtures.interactions(3, new int[] {1}, new int[0], new int[] {0, 2}));
    Evaluation evaluation =
        Evaluator.of("recall@1,coverage@1")
            .evaluate(
                new Fixtures.ScoreTable(
                    new float[] {3, 2, 1}, new float[] {3, 2, 1}, new float[] {3, 2, 1}),
                holdout);
    UserValues values = UserValues.of("m", evaluation);
    assertThat(values.metrics()).extracting(Metric::name).containsExactly("recall@1");
    assertThat(values.of(new Recall(1))).containsExactly(1, Double.NaN, 1);
    assertThat(values).hasToString("m: 1 metrics of 3 users");
  }
}
