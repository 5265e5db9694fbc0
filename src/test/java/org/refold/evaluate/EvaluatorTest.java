package org.refold.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.refold.data.AttributeColumn;
import org.refold.data.Attributes;
import org.refold.data.Candidates;
import org.refold.data.FoldInItems;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.Vocabulary;
import org.refold.evaluate.metric.MetricContext;
import org.refold.evaluate.metric.Recall;
import org.refold.kernel.Parallel;
import org.refold.recommend.FoldIn;
import org.refold.recommend.KnownUsers;
import org.refold.recommend.Model;
import org.refold.recommend.TestModel;
import org.refold.settings.BadInputException;
import org.refold.settings.Progress;

class EvaluatorTest {

  private static final String ALL =
      "recall@20,precision@10,f1@10,hr@5,mrr@10,map@10,ndcg@10,ndcg@20(gain=value),auc,"
          + "coverage@5,gini@5,novelty@10,diversity@10,popularity@10,popularity@5(measure=lift)";

  @Test
  void historyIsMaskedUnlessSaidOtherwise() {
    Holdout holdout = oneUser(new int[] {0}, new int[] {1});
    Model model = new Fixtures.ScoreTable(new float[] {3, 2, 1});
    assertThat(Evaluator.of("hr@1").evaluate(model, holdout).metric("hr@1").mean()).isEqualTo(1);
    assertThat(
            Evaluator.of("hr@1")
                .withFoldInItems(FoldInItems.RANKED)
                .evaluate(model, holdout)
                .metric("hr@1")
                .mean())
        .isZero();
  }

  @Test
  void heldOutItemOfTheHistoryIsAMissWhenMasked() {
    Holdout holdout = oneUser(new int[] {0}, new int[] {0, 1});
    Model model = new Fixtures.ScoreTable(new float[] {3, 2, 1});
    assertThat(Evaluator.of("recall@3").evaluate(model, holdout).metric("recall@3").mean())
        .isEqualTo(0.5);
  }

  @Test
  void itemHeldOutTwiceCountsOnceWithItsLastValue() {
    Interactions foldOut = Fixtures.rated(3, new int[][] {{1, 2, 1}}, new float[][] {{5, 4, 2}});
    Holdout holdout = Fixtures.strong(Fixtures.interactions(3, new int[0]), foldOut);
    Model model = new Fixtures.ScoreTable(new float[] {3, 2, 1});
    Evaluation evaluation = Evaluator.of("precision@2,ndcg@3(gain=value)").evaluate(model, holdout);
    assertThat(evaluation.metric("precision@2").mean()).isEqualTo(0.5);
    double log3 = Math.log(3) / Math.log(2);
    assertThat(evaluation.metric("ndcg@3(gain=value)").mean())
        .isCloseTo((2 / log3 + 4 / 2.0) / (4 + 2 / log3), within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"INDEX,2", "OPTIMISTIC,1", "PESSIMISTIC,3"})
  void tiesFollowTheRule(Ties ties, int rank) {
    Holdout holdout = oneUser(4, new int[0], new int[] {1});
    Model model = new Fixtures.ScoreTable(new float[] {0f, -0f, 0f, -1});
    Evaluation evaluation = Evaluator.of("mrr@4,auc").withTies(ties).evaluate(model, holdout);
    assertThat(evaluation.metric("mrr@4").mean()).isEqualTo(1.0 / rank);
    assertThat(evaluation.metric("auc").mean()).isCloseTo((0.5 + 0.5 + 1) / 3, within(1e-12));
  }

  /** Ranks of the held-out item: 2 by index, 1 at best, 3 at worst. */
  @Test
  void whatHangsOnTheOrderOfEqualScoresIsSaid() {
    Holdout holdout = oneUser(4, new int[0], new int[] {1});
    Model ties = new Fixtures.ScoreTable(new float[] {1, 1, 1, 0});
    Evaluation evaluation = Evaluator.of("mrr@2,hr@1,hr@4,auc").evaluate(ties, holdout);
    assertThat(evaluation.notes()).hasSize(2);
    assertThat(evaluation.notes().get(0)).contains("mrr@2", "0.5000", "0.0000", "1.0000");
    assertThat(evaluation.notes().get(1))
        .contains("hr@1", "0.0000 in that", "between 0.0000 and 1.0000");
    assertThat(evaluation.toString()).contains(evaluation.notes());
    Model none = new Fixtures.ScoreTable(new float[] {3, 2, 1, 1});
    assertThat(Evaluator.of("mrr@2,hr@1").evaluate(none, holdout).notes()).isEmpty();
    Evaluator said = Evaluator.of("mrr@2").withTies(Ties.PESSIMISTIC);
    assertThat(said.evaluate(ties, holdout).notes()).isEmpty();
  }

  @Test
  void onlyCandidatesAreRanked() {
    Interactions foldIn = Fixtures.interactions(4, new int[0], new int[0]);
    Interactions foldOut = Fixtures.interactions(4, new int[0], new int[] {2});
    Candidates candidates = Candidates.of(List.of(new int[] {0}, new int[] {3, 2, 2}));
    Holdout holdout = new Holdout(foldIn, foldOut, Holdout.Generalisation.STRONG, candidates);
    Model model = new Fixtures.ScoreTable(new float[] {9, 9, 9, 9}, new float[] {4, 3, 2, 1});
    Evaluation evaluation =
        Evaluator.of("ncf,auc,precision@5(denominator=listed)").evaluate(model, holdout);
    assertThat(evaluation.metric("hr@1").mean()).isEqualTo(1);
    assertThat(evaluation.metric("auc").mean()).isEqualTo(1);
    assertThat(evaluation.metric("precision@5(denominator=listed)").mean()).isEqualTo(0.5);
    assertThat(evaluation.notes())
        .anyMatch(note -> note.startsWith("sampled: ranked among 2 items of each user, not among"));
  }

  @Test
  void itemsScoredMinusInfinityAreNotRanked() {
    float no = Float.NEGATIVE_INFINITY;
    Holdout holdout = oneUser(4, new int[0], new int[] {1, 2});
    Model model = new Fixtures.ScoreTable(new float[] {no, no, 5, 4});
    Evaluation evaluation = Evaluator.of("recall@4,auc").evaluate(model, holdout);
    assertThat(evaluation.metric("recall@4").mean()).isEqualTo(0.5);
    assertThat(evaluation.metric("auc").mean()).isEqualTo(1);
  }

  @Test
  void usersWithoutHeldOutItemsAreSkippedAndKeepTheirPlace() {
    Interactions foldIn = Fixtures.interactions(3, new int[] {0}, new int[] {0}, new int[] {2});
    Interactions foldOut = Fixtures.interactions(3, new int[] {1}, new int[0], new int[] {1});
    Model model =
        new Fixtures.ScoreTable(
            new float[] {3, 2, 1}, new float[] {Float.NaN, 0, 0}, new float[] {3, 2, 1});
    Evaluation evaluation = Evaluator.of("hr@1").evaluate(model, Fixtures.strong(foldIn, foldOut));
    assertThat(evaluation.metric("hr@1").perUser()).containsExactly(1, Double.NaN, 0);
    assertThat(evaluation.metric("hr@1").users()).isEqualTo(2);
    assertThat(evaluation.evaluatedUsers()).isEqualTo(2);
    assertThat(evaluation.users().size()).isEqualTo(3);
  }

  @Test
  void figuresDoNotDependOnBatchesThreadsOrTheOrderOfUsers() {
    SplittableRandom random = new SplittableRandom(7);
    int users = 211;
    int items = 67;
    Random data = Random.of(random, users, items);
    Evaluator evaluator = Evaluator.of(ALL);
    MetricContext background = MetricContext.of(data.foldIn());
    Evaluation expected = evaluator.evaluate(data.model(), data.holdout(), background);
    int threads = Parallel.threads();
    try {
      for (int batch : new int[] {1, 50, 1000}) {
        for (int used : new int[] {1, 3}) {
          Parallel.setThreads(used);
          Evaluation other =
              evaluator.withBatchSize(batch).evaluate(data.model(), data.holdout(), background);
          assertSame(expected, other);
        }
      }
    } finally {
      Parallel.setThreads(threads);
    }
    int[] order = Fixtures.some(random, users, users);
    Holdout mixed =
        Fixtures.strong(data.foldIn().rows(order), data.holdout().foldOut().rows(order));
    assertSame(expected, evaluator.evaluate(data.model(), mixed, background));
  }

  private static void assertSame(Evaluation expected, Evaluation other) {
    for (MetricResult result : expected.results()) {
      MetricResult same = other.metric(result.metric());
      assertThat(same.mean()).as(result.metric().name()).isEqualTo(result.mean());
      assertThat(same.ci95()).isEqualTo(result.ci95());
      assertThat(same.users()).isEqualTo(result.users());
    }
  }

  /** A random hold-out with a model of random scores, among them many ties. */
  private record Random(Interactions foldIn, Holdout holdout, Model model) {
    static Random of(SplittableRandom random, int users, int items) {
      int[][] in = new int[users][];
      int[][] out = new int[users][];
      float[][] values = new float[users][];
      float[][] scores = new float[users][items];
      for (int user = 0; user < users; user++) {
        int[] mixed = Fixtures.some(random, items, items);
        int cut = random.nextInt(items / 2);
        in[user] = Arrays.copyOfRange(mixed, 0, cut);
        out[user] = Arrays.copyOfRange(mixed, cut, cut + random.nextInt(items / 3));
        values[user] = new float[out[user].length];
        for (int k = 0; k < values[user].length; k++) {
          values[user][k] = 1 + random.nextInt(5);
        }
        for (int item = 0; item < items; item++) {
          scores[user][item] = random.nextInt(20);
        }
      }
      Interactions foldIn = Fixtures.interactions(items, in);
      Holdout holdout = Fixtures.strong(foldIn, Fixtures.rated(items, out, values));
      return new Random(foldIn, holdout, new Fixtures.ScoreTable(scores));
    }
  }

  @Test
  void knownUsersAreScoredAsSuch() {
    Interactions foldIn = Fixtures.interactions(3, new int[] {0}, new int[] {0});
    Interactions foldOut = Fixtures.interactions(3, new int[] {1}, new int[] {2});
    Both model = new Both(foldIn.items(), Vocabulary.of(List.of("x", "u1", "u0")));
    Holdout weak = new Holdout(foldIn, foldOut, Holdout.Generalisation.WEAK);
    assertThat(Evaluator.of("hr@1").evaluate(model, weak).metric("hr@1").perUser())
        .as("as known users")
        .containsExactly(1, 1);
    Both stranger = new Both(foldIn.items(), Vocabulary.of(List.of("x")));
    assertThat(
            Evaluator.of("hr@1")
                .evaluate(stranger, Fixtures.strong(foldIn, foldOut))
                .metric("hr@1")
                .perUser())
        .as("folded in")
        .containsExactly(0, 0);
    Only knowsOne = new Only(foldIn.items(), Vocabulary.of(List.of("u0")));
    assertThatThrownBy(() -> Evaluator.of("hr@1").evaluate(knowsOne, weak))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("Only does not know the user 'u1'");
  }

  private static Interactions withoutInteractions(Vocabulary users, Vocabulary items) {
    return new InteractionsBuilder(false, false)
        .build(users, items, InteractionsBuilder.Duplicates.KEEP);
  }

  /** Known users get the item of their own, strangers the first. */
  private record Both(Vocabulary items, Vocabulary users) implements TestModel, KnownUsers, FoldIn {
    @Override
    public Interactions histories() {
      return withoutInteractions(users, items);
    }

    @Override
    public void score(Interactions histories, int from, int to, float[] scores) {
      Arrays.fill(scores, 0);
      for (int row = from; row < to; row++) {
        String user = histories.users().id(row);
        int own = user.equals("u0") ? 1 : 2;
        scores[(row - from) * items.size() + (users.contains(user) ? own : 2 - row)] = 1;
      }
    }
  }

  private record Only(Vocabulary items, Vocabulary users) implements TestModel, KnownUsers {
    @Override
    public Interactions histories() {
      return withoutInteractions(users, items);
    }

    @Override
    public void score(Interactions histories, int from, int to, float[] scores) {
      Arrays.fill(scores, 0);
    }
  }

  @Test
  void modelsThatLackSomethingAreNamed() {
    Holdout strong = oneUser(new int[] {0}, new int[] {1});
    Only known = new Only(strong.foldIn().items(), strong.foldIn().users());
    assertRefused(
        () -> Evaluator.of("ndcg@10").evaluate(known, strong), "Only", "ndcg@10", "folds");
    Model ranks = new Fixtures.ScoreTable(new float[] {3, 2, 1});
    assertRefused(
        () -> Evaluator.of("rmse").evaluate(ranks, strong), "ScoreTable", "rmse", "predict");
    Model other = new Fixtures.ScoreTable(new float[] {3, 2});
    assertRefused(() -> Evaluator.of("hr@1").evaluate(other, strong), "2 items", "3", "trained on");
    assertRefused(
        () -> Evaluator.of("novelty@1").evaluate(ranks, strong), "novelty@1", "training data");
    assertRefused(
        () -> Evaluator.of("calibration@1").evaluate(ranks, strong), "calibration@1", "genres");
  }

  @Test
  void scoresThatAreNoNumbersAreNamed() {
    Holdout holdout = oneUser(new int[] {0}, new int[] {1});
    Model model = new Fixtures.ScoreTable(new float[] {3, 2, Float.NaN});
    assertRefused(
        () -> Evaluator.of("hr@1").evaluate(model, holdout), "ScoreTable", "i2", "u0", "NaN");
  }

  @Test
  void nothingHeldOutIsRefused() {
    Holdout holdout = oneUser(new int[] {0}, new int[0]);
    Model model = new Fixtures.ScoreTable(new float[] {3, 2, 1});
    assertRefused(() -> Evaluator.of("hr@1").evaluate(model, holdout), "none of the 1 users");
  }

  private static void assertRefused(ThrowingCallable call, String... words) {
    assertThatThrownBy(call)
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(words)
        .hasMessageNotContaining("\n");
  }

  @Test
  void badSettingsAreRefused() {
    assertRefused(() -> Evaluator.of(List.of()), "no metric");
    assertRefused(() -> Evaluator.of("hr@1").withBatchSize(0), "batch size is 0");
  }

  @Test
  void progressHearsOfAllUsers() {
    AtomicLong steps = new AtomicLong();
    Progress progress =
        new Progress() {
          @Override
          public void begin(String task, long total) {
            steps.addAndGet(-total);
          }

          @Override
          public void advance(long done, String note) {
            steps.addAndGet(done);
          }

          @Override
          public void end() {
            steps.addAndGet(1000);
          }
        };
    Random data = Random.of(new SplittableRandom(1), 30, 12);
    Evaluator.of("hr@1")
        .withBatchSize(7)
        .evaluate(data.model(), data.holdout(), MetricContext.none(), progress);
    assertThat(steps).hasValue(1000);
  }

  @Test
  void resultsAreFoundByAnyWayOfWritingAName() {
    Random data = Random.of(new SplittableRandom(2), 30, 12);
    Evaluation evaluation = Evaluator.of("recall@5,rr@5").evaluate(data.model(), data.holdout());
    assertThat(evaluation.metric("Recall@5 (denominator=min)").metric()).isEqualTo(new Recall(5));
    assertRefused(() -> evaluation.metric("recall@6"), "recall@6 was not evaluated", "recall@5");
    assertThat(evaluation.toString()).contains("metric", "recall@5", "mrr@5", "[");
    assertThat(evaluation.toString().lines()).hasSize(3 + evaluation.notes().size());
    assertThat(evaluation.metric("mrr@5").toString()).startsWith("mrr@5 0.");
    assertThat(evaluation.scoreSeconds()).isNotNegative();
    assertThat(evaluation.rankSeconds()).isPositive();
  }

  @Test
  void backgroundMayHaveOtherItems() {
    Interactions foldIn = Fixtures.interactions(3, new int[] {0});
    Holdout holdout = Fixtures.strong(foldIn, Fixtures.interactions(3, new int[] {1}));
    InteractionsBuilder builder = new InteractionsBuilder(false, false);
    builder.add(0, 0, 1, 0);
    Interactions train =
        builder.build(
            Fixtures.ids("t", 1),
            Vocabulary.of(List.of("i2", "unknown")),
            InteractionsBuilder.Duplicates.KEEP);
    Model model = new Fixtures.ScoreTable(new float[] {0, 1, 2});
    assertThat(
            Evaluator.of("popularity@1")
                .evaluate(model, holdout, MetricContext.of(train))
                .metric("popularity@1")
                .mean())
        .isEqualTo(1);
  }

  @Test
  void categoriesFollowTheItemsOfTheModel() {
    Interactions foldIn = Fixtures.interactions(3, new int[] {0});
    Holdout holdout = Fixtures.strong(foldIn, Fixtures.interactions(3, new int[] {1}));
    Attributes attributes =
        Attributes.none(Vocabulary.of(List.of("i1", "other", "i0")))
            .with(
                "genres",
                AttributeColumn.Categories.of(
                    List.of(List.of("War"), List.of("Comedy"), List.of("War"))));
    MetricContext background = MetricContext.none().withCategories(attributes, "genres");
    Model model = new Fixtures.ScoreTable(new float[] {0, 2, 1});
    Evaluation evaluation = Evaluator.of("calibration@1").evaluate(model, holdout, background);
    assertThat(evaluation.metric("calibration@1").mean()).isCloseTo(0, within(1e-12));
    assertRefused(
        () -> MetricContext.none().withCategories(attributes, "genre"), "did you mean 'genres'?");
  }

  private static Holdout oneUser(int[] foldIn, int[] foldOut) {
    return oneUser(3, foldIn, foldOut);
  }

  private static Holdout oneUser(int items, int[] foldIn, int[] foldOut) {
    return Fixtures.strong(
        Fixtures.interactions(items, foldIn), Fixtures.interactions(items, foldOut));
  }
}
