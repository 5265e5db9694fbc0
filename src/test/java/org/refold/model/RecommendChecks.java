package org.refold.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.refold.recommend.FoldIn;
import org.refold.recommend.Recommendation;
import org.refold.settings.BadInputException;

/** What holds for the recommendations of any model that folds in. */
final class RecommendChecks {

  private static final List<String> HISTORY = List.of("item-0", "item-3", "item-5");

  private RecommendChecks() {}

  static List<DynamicTest> of(FoldIn model) {
    return List.of(
        dynamicTest("k items are recommended, none of the history", () -> leavesOut(model)),
        dynamicTest("recommendations descend, ties by index", () -> descend(model)),
        dynamicTest("asked for too many, all others come back", () -> all(model)),
        dynamicTest("unknown items beside known ones are passed over", () -> someUnknown(model)),
        dynamicTest("only unknown items are refused", () -> onlyUnknown(model)),
        dynamicTest("an empty history is answered", () -> empty(model)),
        dynamicTest("fewer than one item is refused", () -> none(model)),
        dynamicTest("the best ratings recommend as likes do", () -> bestRatings(model)),
        dynamicTest("of ratings of one item the last counts", () -> lastRating(model)),
        dynamicTest("there must be a rating for each item", () -> ratingsLacking(model)));
  }

  private static void leavesOut(FoldIn model) {
    assertThat(model.recommend(HISTORY, 7))
        .hasSize(7)
        .extracting(Recommendation::item)
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(HISTORY);
  }

  private static void descend(FoldIn model) {
    List<Recommendation> ranked = model.recommend(HISTORY, model.items().size());
    for (int k = 1; k < ranked.size(); k++) {
      Recommendation before = ranked.get(k - 1);
      Recommendation after = ranked.get(k);
      assertThat(after.score()).isLessThanOrEqualTo(before.score());
      if (after.score() == before.score()) {
        assertThat(model.items().indexOf(after.item()))
            .isGreaterThan(model.items().indexOf(before.item()));
      }
    }
  }

  private static void all(FoldIn model) {
    int others = model.items().size() - HISTORY.size();
    assertThat(model.recommend(HISTORY, 10_000)).hasSize(others);
  }

  private static void someUnknown(FoldIn model) {
    List<String> withUnknown = new ArrayList<>(HISTORY);
    withUnknown.add(1, "no-such-item");
    assertThat(model.recommend(withUnknown, 5)).isEqualTo(model.recommend(HISTORY, 5));
  }

  private static void onlyUnknown(FoldIn model) {
    assertThatThrownBy(() -> model.recommend(List.of("no-such-item"), 5))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no-such-item");
  }

  /** Something sensible, or a refusal: never the first of the catalogue. */
  private static void empty(FoldIn model) {
    try {
      List<Recommendation> all = model.recommend(List.of(), Integer.MAX_VALUE);
      assertThat(all.get(0).score()).isGreaterThan(all.get(all.size() - 1).score());
      assertThat(model.recommend(List.of(), 5)).isEqualTo(all.subList(0, 5));
    } catch (BadInputException refused) {
      assertThat(refused).hasMessageContaining("gives all items the same score then");
    }
  }

  private static void bestRatings(FoldIn model) {
    assertThat(model.recommend(HISTORY, List.of(5, 5.0, 5f), 7))
        .isEqualTo(model.recommend(HISTORY, 7));
  }

  /** The last one is also where the item stands, for models to which order means something. */
  private static void lastRating(FoldIn model) {
    assertThat(model.recommend(List.of("item-0", "item-3", "item-0"), List.of(1, 4, 5), 7))
        .isEqualTo(model.recommend(List.of("item-3", "item-0"), List.of(4, 5), 7));
  }

  private static void ratingsLacking(FoldIn model) {
    assertThatThrownBy(() -> model.recommend(HISTORY, List.of(5, 5), 7))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("2 ratings", "3 items");
  }

  private static void none(FoldIn model) {
    assertThatThrownBy(() -> model.recommend(HISTORY, 0))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("k is 0");
  }
}
