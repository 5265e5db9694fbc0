package org.refold.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import org.refold.recommend.FoldIn;
import org.refold.recommend.KnownUsers;

/** What holds for any model that scores the users it was trained on. */
final class KnownUsersChecks {

  private KnownUsersChecks() {}

  static List<DynamicTest> of(KnownUsers model, RecommenderConformance.KnownUserScores scores) {
    List<DynamicTest> tests = new ArrayList<>();
    tests.add(
        dynamicTest(
            "the users of the model are those of the training data",
            () -> assertThat(model.users()).isEqualTo(ConformanceData.TRAIN.users())));
    tests.add(dynamicTest("known users have finite scores", () -> Scores.assertFinite(all(model))));
    tests.add(dynamicTest("known users alone score as in a batch", () -> batches(model)));
    if (model instanceof FoldIn folding
        && scores == RecommenderConformance.KnownUserScores.FOLDED_IN) {
      tests.add(
          dynamicTest(
              "a known user scores as the training history folded in",
              () ->
                  Scores.assertClose(all(model), Scores.of(folding, ConformanceData.TRAIN), 1e-4)));
    }
    return tests;
  }

  private static float[] all(KnownUsers model) {
    int[] users = IntStream.range(0, model.users().size()).toArray();
    float[] scores = new float[users.length * model.items().size()];
    model.scoreKnown(users, scores);
    return scores;
  }

  private static void batches(KnownUsers model) {
    int n = model.items().size();
    float[] all = all(model);
    for (int user : new int[] {0, 17, ConformanceData.EMPTY_USER}) {
      float[] alone = new float[n];
      model.scoreKnown(new int[] {user}, alone);
      Scores.assertClose(alone, Arrays.copyOfRange(all, user * n, (user + 1) * n), 1e-4);
    }
  }
}
