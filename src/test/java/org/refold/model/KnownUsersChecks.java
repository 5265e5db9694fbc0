package org.refold.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.refold.data.Interactions;
import org.refold.recommend.FoldIn;
import org.refold.recommend.KnownUsers;
import org.refold.recommend.Recommendation;
import org.refold.settings.BadInputException;

/** What holds for any model that scores the users it was trained on. */
final class KnownUsersChecks {

  private static final Interactions TRAIN = ConformanceData.TRAIN;

  private KnownUsersChecks() {}

  static List<DynamicTest> of(KnownUsers model, RecommenderConformance.KnownUserScores scores) {
    List<DynamicTest> tests = new ArrayList<>();
    tests.add(
        dynamicTest(
            "the users of the model are those of the training data",
            () -> assertThat(model.users()).isEqualTo(TRAIN.users())));
    tests.add(
        dynamicTest("the histories of the model are those of training", () -> histories(model)));
    tests.add(
        dynamicTest(
            "known users have finite scores", () -> Scores.assertFinite(Scores.of(model, TRAIN))));
    tests.add(dynamicTest("known users alone score as in a batch", () -> batches(model)));
    tests.add(dynamicTest("known users go by their raw ids", () -> rawIds(model)));
    tests.add(dynamicTest("known users are recommended what they lack", () -> recommended(model)));
    tests.add(dynamicTest("an unknown user is recommended nothing", () -> unknown(model)));
    if (!(model instanceof FoldIn)) {
      tests.add(dynamicTest("users it was not trained on are refused", () -> strangers(model)));
    } else if (scores == RecommenderConformance.KnownUserScores.FOLDED_IN) {
      tests.add(
          dynamicTest(
              "a known user scores as the training history folded in",
              () -> Scores.assertClose(Scores.of(model, TRAIN), folded(model), 1e-4)));
    }
    return tests;
  }

  private static float[] folded(KnownUsers model) {
    return Scores.of(model, ConformanceData.strangers(TRAIN));
  }

  private static void histories(KnownUsers model) {
    assertThat(model.histories().items()).isEqualTo(model.items());
    for (int user = 0; user < TRAIN.userCount(); user++) {
      assertThat(model.histories().itemsOf(user)).isEqualTo(TRAIN.itemsOf(user));
    }
  }

  private static void batches(KnownUsers model) {
    int n = model.items().size();
    float[] all = Scores.of(model, TRAIN);
    for (int user : new int[] {0, 17, ConformanceData.EMPTY_USER}) {
      float[] alone = Scores.of(model, TRAIN, user, user + 1);
      Scores.assertClose(alone, Arrays.copyOfRange(all, user * n, (user + 1) * n), 1e-4);
    }
  }

  private static void rawIds(KnownUsers model) {
    int n = model.items().size();
    int[] some = {10, ConformanceData.EMPTY_USER, 4};
    float[] moved = Scores.of(model, TRAIN.rows(some));
    float[] all = Scores.of(model, TRAIN);
    for (int k = 0; k < some.length; k++) {
      Scores.assertClose(
          Arrays.copyOfRange(moved, k * n, (k + 1) * n),
          Arrays.copyOfRange(all, some[k] * n, (some[k] + 1) * n),
          1e-4);
    }
  }

  /** The best of all items that are not in the user's history, with their scores. */
  private static void recommended(KnownUsers model) {
    int user = 17;
    List<Recommendation> best = model.recommendForUser("user-17", 6);
    float[] scores = Scores.of(model, TRAIN, user, user + 1);
    assertThat(best).hasSize(6);
    for (Recommendation each : best) {
      int item = model.items().indexOf(each.item());
      assertThat(TRAIN.contains(user, item)).as(each.item()).isFalse();
      Scores.assertClose(new float[] {each.score()}, new float[] {scores[item]}, 1e-4);
      scores[item] = Float.NEGATIVE_INFINITY;
    }
    double least = best.get(5).score() + 1e-4 * Math.abs(best.get(5).score());
    for (int item = 0; item < scores.length; item++) {
      if (!TRAIN.contains(user, item)) {
        assertThat((double) scores[item]).as("item %d", item).isLessThanOrEqualTo(least);
      }
    }
  }

  private static void unknown(KnownUsers model) {
    assertThatThrownBy(() -> model.recommendForUser("stranger", 5))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("'stranger'");
    assertThatThrownBy(() -> model.recommendForUser("user-0", 0))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("k is 0");
  }

  private static void strangers(KnownUsers model) {
    Interactions strangers = ConformanceData.strangers(TRAIN);
    float[] scores = new float[2 * model.items().size()];
    assertThatThrownBy(() -> model.score(strangers, 3, 5, scores))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("not trained on the user 'stranger-3'");
    assertThatThrownBy(() -> model.scorePairs(strangers, strangers, new float[strangers.size()]))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("'stranger-0'");
  }
}
