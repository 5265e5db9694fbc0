package org.refold.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.refold.recommend.Explanation;
import org.refold.recommend.FoldIn;
import org.refold.recommend.LinearFoldIn;
import org.refold.settings.BadInputException;

/** Why an item has its score. */
final class ExplanationChecks {

  private static final List<String> HISTORY = List.of("item-0", "item-3", "item-5", "item-9");

  private ExplanationChecks() {}

  static List<DynamicTest> of(FoldIn model) {
    return List.of(
        dynamicTest("an explanation has the score that is explained", () -> score(model)),
        dynamicTest("each item of the history has its part, the largest first", () -> parts(model)),
        dynamicTest("parts left out one by one are differences of scores", () -> leftOut(model)),
        dynamicTest("an item that is unknown is not explained", () -> unknown(model)));
  }

  static List<DynamicTest> ofLinear(LinearFoldIn model) {
    return List.of(
        dynamicTest("the parts of an explanation sum to the score", () -> sums(model)),
        dynamicTest("an item that repeats has one part", () -> repeated(model)));
  }

  private static float score(FoldIn model, List<String> history, String item) {
    float[] scores = Scores.of(model, ConformanceData.history(history), 0, 1);
    return scores[model.items().indexOf(item)];
  }

  private static void score(FoldIn model) {
    for (String item : List.of("item-1", "item-3", "item-32")) {
      Explanation explanation = model.explain(HISTORY, item);
      assertThat(explanation.item()).isEqualTo(item);
      assertThat(explanation.score()).isEqualTo(score(model, HISTORY, item));
    }
  }

  private static void parts(FoldIn model) {
    List<Explanation.Part> parts = model.explain(HISTORY, "item-1").parts();
    assertThat(parts)
        .extracting(Explanation.Part::item)
        .containsExactlyInAnyOrderElementsOf(HISTORY);
    assertThat(parts)
        .isSortedAccordingTo(Comparator.comparing(Explanation.Part::amount).reversed());
  }

  private static void leftOut(FoldIn model) {
    Explanation explanation = model.explain(HISTORY, "item-2");
    boolean exact = explanation.method() == Explanation.Method.EXACT;
    assertThat(exact).isEqualTo(model instanceof LinearFoldIn);
    double size = 0;
    for (float score : Scores.of(model, ConformanceData.history(HISTORY), 0, 1)) {
      size = Math.max(size, Math.abs(score));
    }
    for (Explanation.Part part : explanation.parts()) {
      List<String> without = new ArrayList<>(HISTORY);
      without.remove(part.item());
      float fall = score(model, HISTORY, "item-2") - score(model, without, "item-2");
      assertThat(part.amount()).as(part.item()).isCloseTo(fall, within((float) (1e-5 * size)));
    }
  }

  private static void unknown(FoldIn model) {
    assertThatThrownBy(() -> model.explain(HISTORY, "no-such-item"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no-such-item");
    assertThatThrownBy(() -> model.explain(List.of("no-such-item"), "item-1"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no-such-item");
  }

  private static void sums(LinearFoldIn model) {
    for (String item : model.items().ids()) {
      Explanation explanation = model.explain(HISTORY, item);
      double sum = 0;
      double size = 1e-6;
      for (Explanation.Part part : explanation.parts()) {
        sum += part.amount();
        size += Math.abs(part.amount());
      }
      assertThat(sum).as(item).isCloseTo(explanation.score(), within(1e-5 * size));
    }
  }

  private static void repeated(LinearFoldIn model) {
    List<String> twice = new ArrayList<>(HISTORY);
    twice.add("item-3");
    assertThat(model.explain(twice, "item-1")).isEqualTo(model.explain(HISTORY, "item-1"));
  }
}
