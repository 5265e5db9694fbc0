package org.refold.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.refold.data.Interactions;
import org.refold.recommend.Model;

/** Scores of single pairs. */
final class PairChecks {

  private static final Interactions HISTORIES = ConformanceData.TRAIN;

  private PairChecks() {}

  static List<DynamicTest> of(Model model) {
    return List.of(
        dynamicTest("pairs have the scores of the whole catalogue", () -> agree(model)),
        dynamicTest("no pairs have no scores", () -> none(model)));
  }

  /** Some of all pairs, and none at all of every third user. */
  private static void agree(Model model) {
    Interactions all = ConformanceData.ALL;
    Interactions pairs = all.where(p -> all.userAt(p) % 3 > 0 && p % 4 > 0);
    float[] scores = new float[pairs.size()];
    Arrays.fill(scores, Float.NaN);
    model.scorePairs(HISTORIES, pairs, scores);
    float[] whole = Scores.of(model, HISTORIES);
    float[] expected = new float[pairs.size()];
    for (int p = 0; p < expected.length; p++) {
      expected[p] = whole[pairs.userAt(p) * model.items().size() + pairs.item(p)];
    }
    Scores.assertClose(scores, expected, 1e-4);
  }

  private static void none(Model model) {
    float[] untouched = {7};
    model.scorePairs(HISTORIES, HISTORIES.where(p -> false), untouched);
    assertThat(untouched).containsExactly(7);
  }
}
