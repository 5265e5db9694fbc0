package org.refold.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.data.Prediction;
import org.refold.data.Vocabulary;
import org.refold.evaluate.metric.MetricContext;
import org.refold.recommend.FoldIn;
import org.refold.recommend.TestModel;
import org.refold.settings.BadInputException;

/** Each held-out item predicted as the next one, a user's value the mean over them. */
class NextItemsTest {

  /** Items in a ring: the one behind the last of the history has the highest score. */
  private record Ring(Vocabulary items) implements TestModel, FoldIn {
    @Override
    public void score(Interactions histories, int from, int to, float[] scores) {
      int n = items.size();
      for (int user = from; user < to; user++) {
        int last = histories.item(histories.end(user) - 1);
        for (int item = 0; item < n; item++) {
          scores[(user - from) * n + item] = -Math.floorMod(item - last - 1, n);
        }
      }
    }
  }

  private record Indifferent(Vocabulary items) implements TestModel, FoldIn {
    @Override
    public void score(Interactions histories, int from, int to, float[] scores) {
      Arrays.fill(scores, 0, (to - from) * items.size(), 0f);
    }
  }

  private static final FoldIn RING = new Ring(Fixtures.ids("i", 5));

  private static Holdout next(int[][] foldIn, int[][] foldOut) {
    return Fixtures.strong(Fixtures.interactions(5, foldIn), Fixtures.interactions(5, foldOut))
        .withPrediction(Prediction.NEXT);
  }

  /**
   * The first user: after 0 comes 1, at rank 1; after 0, 1 the order is 2, 3, 4, and 3 comes, at
   * rank 2; after 0, 1, 3 it is 4, 2, and 2 comes, at rank 2. The second: after 2 comes 3, at rank
   * 1. The third has nothing to be found.
   */
  private static final Holdout BY_HAND =
      next(new int[][] {{0}, {2}, {1}}, new int[][] {{1, 3, 2}, {3}, {}});

  @Test
  void aUsersValueIsTheMeanOverThePrefixes() {
    Evaluation evaluation = Evaluator.of("mrr@5,hr@1,coverage@1").evaluate(RING, BY_HAND);
    assertThat(evaluation.evaluatedUsers()).isEqualTo(2);
    MetricResult mrr = evaluation.metric("mrr@5");
    assertThat(mrr.perUser()[0]).isCloseTo((1 + 0.5 + 0.5) / 3, within(1e-12));
    assertThat(mrr.perUser()[1]).isEqualTo(1);
    assertThat(mrr.perUser()[2]).isNaN();
    assertThat(mrr.mean()).isCloseTo(5 / 6.0, within(1e-12));
    assertThat(mrr.users()).as("intervals are over users").isEqualTo(2);
    assertThat(evaluation.metric("hr@1").mean()).isCloseTo((1 / 3.0 + 1) / 2, within(1e-12));
    assertThat(evaluation.metric("coverage@1").mean()).as("1, 2, 4 and 3").isEqualTo(0.8);
  }

  /** At once they would be at ranks 1, 3 and 2 after 0. */
  @Test
  void whatIsFoundAtOnceIsAnotherFigure() {
    Holdout rest = BY_HAND.withPrediction(Prediction.REST);
    Evaluation evaluation = Evaluator.of("hr@1").evaluate(RING, rest);
    assertThat(evaluation.metric("hr@1").mean()).isEqualTo(1);
  }

  @Test
  void anItemThatComesAgainIsMaskedAndMissed() {
    Holdout again = next(new int[][] {{0}}, new int[][] {{1, 1}});
    assertThat(Evaluator.of("mrr@5").evaluate(RING, again).metric("mrr@5").mean()).isEqualTo(0.5);
  }

  /** The validation item 1 is masked but not read: after 0 the order is 2, 3, 4. */
  @Test
  void modelsAreGivenTheirHistoriesAndEarlierItemsOnly() {
    Interactions known = Fixtures.interactions(5, new int[] {0, 1});
    Holdout weak =
        new Holdout(
            known,
            Fixtures.interactions(5, new int[] {3, 4}),
            Holdout.Generalisation.WEAK,
            null,
            Fixtures.interactions(5, new int[] {0}),
            Prediction.NEXT);
    double mrr = Evaluator.of("mrr@5").evaluate(RING, weak).metric("mrr@5").mean();
    assertThat(mrr).isEqualTo((1 / 2.0 + 1) / 2);
  }

  @Test
  void figuresDoNotDependOnWhatIsAskedAtATime() {
    Evaluator evaluator = Evaluator.of("mrr@5,hr@1");
    double[] whole = evaluator.evaluate(RING, BY_HAND).metric("mrr@5").perUser();
    double[] single = evaluator.withBatchSize(1).evaluate(RING, BY_HAND).metric("mrr@5").perUser();
    assertThat(single).isEqualTo(whole);
    List<String> asked = new ArrayList<>();
    Holdout two = BY_HAND.rows(new int[] {0, 1});
    Cases.of(two, 3)
        .forEachRemaining(
            cases -> {
              for (int k = 0; k < cases.count(); k++) {
                Interactions histories = cases.holdout().histories();
                StringBuilder text = new StringBuilder("u" + cases.userOf()[k] + ":");
                for (int p = histories.start(k); p < histories.end(k); p++) {
                  text.append(' ').append(histories.item(p));
                }
                int wanted = cases.holdout().foldOut().item(k);
                asked.add(text.append(" -> ").append(wanted).toString());
              }
              asked.add("then");
            });
    assertThat(asked)
        .containsExactly(
            "u0: 0 -> 1", "u0: 0 1 -> 3", "u0: 0 1 3 -> 2", "then", "u1: 2 -> 3", "then");
  }

  /** All items are equal, so that ranks are 1 to 4 without the first; each counts a third. */
  @Test
  void equalScoresAreToldAsSharesOfAUser() {
    FoldIn ties = new Indifferent(Fixtures.ids("i", 5));
    Holdout one = next(new int[][] {{0}}, new int[][] {{1, 3, 2}});
    Evaluation evaluation = Evaluator.of("hr@1").evaluate(ties, one);
    assertThat(evaluation.metric("hr@1").mean()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(evaluation.notes())
        .singleElement()
        .asString()
        .contains("0.6667 in that of the data, between 0.0000 and 1.0000");
  }

  @Test
  void whatNeedsAllItemsAtOnceIsRefused() {
    assertThatThrownBy(() -> Evaluator.of("rmse").evaluate(RING, BY_HAND))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("rmse")
        .hasMessageContaining("predict=rest");
    MetricContext background = MetricContext.of(BY_HAND.foldIn());
    assertThatThrownBy(() -> Segments.byPopularity(Evaluator.of("hr@1"), RING, BY_HAND, background))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("predict=next");
    assertThatThrownBy(
            () -> Rankings.best(Evaluator.of("hr@1"), RING, BY_HAND, 1, (u, r, i, s) -> {}))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("one ranking for each user");
  }
}
