package org.refold.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DynamicTest;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.Vocabulary;
import org.refold.kernel.Parallel;
import org.refold.recommend.FoldIn;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;

/** What holds for any model that scores histories. */
final class FoldInChecks {

  private static final Interactions HISTORIES = ConformanceData.TRAIN;

  private FoldInChecks() {}

  static List<DynamicTest> of(
      Recommender recommender, FoldIn model, RecommenderConformance.Order order) {
    List<DynamicTest> tests = new ArrayList<>();
    tests.add(dynamicTest("an empty history has finite scores", () -> emptyHistory(model)));
    tests.add(dynamicTest("a cold item has a score in every row", () -> coldItem(model)));
    tests.add(dynamicTest("rows alone score as in a batch", () -> batchesDoNotMatter(model)));
    tests.add(dynamicTest("scores do not depend on threads", () -> threadsDoNotMatter(model)));
    tests.add(dynamicTest("several threads may ask at once", () -> mayBeShared(model)));
    tests.add(dynamicTest("histories stay as they are", () -> historiesStay(model)));
    tests.add(dynamicTest("what was in the array does not matter", () -> overwrites(model)));
    tests.add(dynamicTest("a user's name does not matter", () -> namesDoNotMatter(model)));
    tests.add(dynamicTest("histories over other items are refused", () -> otherItems(model)));
    tests.add(dynamicTest("an array that is too small is refused", () -> tooSmall(model)));
    if (order == RecommenderConformance.Order.IGNORED) {
      tests.add(dynamicTest("the order of a history does not matter", () -> reversed(model)));
    }
    tests.add(
        dynamicTest(
            recommender.name() + " folds in a history it has not met", () -> newHistory(model)));
    return tests;
  }

  private static void emptyHistory(FoldIn model) {
    int user = ConformanceData.EMPTY_USER;
    Scores.assertFinite(Scores.of(model, HISTORIES, user, user + 1));
  }

  private static void coldItem(FoldIn model) {
    int n = model.items().size();
    float[] scores = Scores.of(model, HISTORIES);
    for (int user = 0; user < HISTORIES.userCount(); user++) {
      assertThat(Float.isFinite(scores[user * n + ConformanceData.COLD_ITEM])).isTrue();
    }
  }

  private static void batchesDoNotMatter(FoldIn model) {
    int n = model.items().size();
    float[] all = Scores.of(model, HISTORIES);
    for (int user = 0; user < HISTORIES.userCount(); user++) {
      float[] batched = Arrays.copyOfRange(all, user * n, (user + 1) * n);
      Scores.assertClose(Scores.of(model, HISTORIES, user, user + 1), batched, 1e-4);
    }
    float[] middle = Arrays.copyOfRange(all, 5 * n, 42 * n);
    Scores.assertClose(Scores.of(model, HISTORIES, 5, 42), middle, 1e-4);
    assertThat(Scores.of(model, HISTORIES, 3, 3)).isEmpty();
  }

  private static void threadsDoNotMatter(FoldIn model) {
    float[] expected = Scores.of(model, HISTORIES);
    int before = Parallel.threads();
    try {
      for (int threads : new int[] {1, 3}) {
        Parallel.setThreads(threads);
        Scores.assertClose(Scores.of(model, HISTORIES), expected, 1e-4);
      }
    } finally {
      Parallel.setThreads(before);
    }
  }

  private static void mayBeShared(FoldIn model) throws Exception {
    float[] expected = Scores.of(model, HISTORIES);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<float[]>> asked = new ArrayList<>();
      for (int k = 0; k < 16; k++) {
        asked.add(threads.submit(() -> Scores.of(model, HISTORIES)));
      }
      for (Future<float[]> answer : asked) {
        Scores.assertClose(answer.get(), expected, 1e-4);
      }
    } finally {
      threads.shutdown();
    }
  }

  private static void historiesStay(FoldIn model) {
    String hash = HISTORIES.sha256();
    Scores.of(model, HISTORIES);
    assertThat(HISTORIES.sha256()).isEqualTo(hash);
  }

  private static void overwrites(FoldIn model) {
    int n = model.items().size();
    float[] dirty = new float[4 * n];
    Arrays.fill(dirty, Float.NaN);
    model.score(HISTORIES, 2, 6, dirty);
    assertThat(dirty).isEqualTo(Scores.of(model, HISTORIES, 2, 6));
  }

  private static void namesDoNotMatter(FoldIn model) {
    int n = model.items().size();
    int[] last = {10, 4, 7};
    float[] moved = Scores.of(model, HISTORIES.rows(last));
    for (int k = 0; k < last.length; k++) {
      Scores.assertClose(
          Arrays.copyOfRange(moved, k * n, (k + 1) * n),
          Scores.of(model, HISTORIES, last[k], last[k] + 1),
          1e-4);
    }
  }

  private static void otherItems(FoldIn model) {
    Vocabulary fewer = HISTORIES.items().subset(new int[] {0, 1, 2});
    Interactions histories = HISTORIES.withItems(fewer);
    assertThatThrownBy(() -> model.score(histories, 0, 1, new float[model.items().size()]))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("withItems");
  }

  private static void tooSmall(FoldIn model) {
    assertThatThrownBy(() -> model.score(HISTORIES, 0, 2, new float[model.items().size()]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void reversed(FoldIn model) {
    Interactions reversed = ConformanceData.reversed(HISTORIES);
    Scores.assertClose(Scores.of(model, reversed), Scores.of(model, HISTORIES), 1e-4);
  }

  /** The union of two users' histories is nobody's. */
  private static void newHistory(FoldIn model) {
    InteractionsBuilder builder = new InteractionsBuilder(false, false);
    for (int user = 0; user < 2; user++) {
      for (int item : HISTORIES.itemsOf(user)) {
        builder.add(0, item, 1, 0);
      }
    }
    Interactions history =
        builder.build(
            Vocabulary.of(List.of("nobody")),
            HISTORIES.items(),
            InteractionsBuilder.Duplicates.LAST_WINS);
    Scores.assertFinite(Scores.of(model, history));
  }
}
