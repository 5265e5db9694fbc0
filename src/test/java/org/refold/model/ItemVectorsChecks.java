package org.refold.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.refold.recommend.ItemVectors;
import org.refold.recommend.Recommendation;
import org.refold.settings.BadInputException;

/** What holds for any model that has vectors of items. */
final class ItemVectorsChecks {

  private ItemVectorsChecks() {}

  static List<DynamicTest> of(ItemVectors model) {
    return List.of(
        dynamicTest("there is a vector for each item", () -> shape(model)),
        dynamicTest("item vectors are finite", () -> Scores.assertFinite(Scores.vectors(model))),
        dynamicTest("vectors are the same when asked for again", () -> again(model)),
        dynamicTest("similar items descend by the cosine, without the item", () -> similar(model)),
        dynamicTest("asked for too many similar items, all others come back", () -> all(model)),
        dynamicTest("what nothing can be similar to is refused", () -> refused(model)));
  }

  private static void shape(ItemVectors model) {
    assertThat(model.vectors().rows()).isEqualTo(model.items().size());
    assertThat(model.vectors().columns()).isPositive();
  }

  private static void again(ItemVectors model) {
    assertThat(Scores.vectors(model)).isEqualTo(Scores.vectors(model));
  }

  private static void similar(ItemVectors model) {
    List<Recommendation> similar = model.similarItems("item-9", 5);
    assertThat(similar)
        .hasSize(5)
        .isSortedAccordingTo(Comparator.comparing(Recommendation::score).reversed())
        .extracting(Recommendation::item)
        .doesNotHaveDuplicates()
        .doesNotContain("item-9");
    int index = model.items().indexOf("item-9");
    for (Recommendation each : similar) {
      assertThat((double) each.score())
          .isCloseTo(cosine(model, index, model.items().indexOf(each.item())), within(1e-5));
    }
    double least = similar.get(4).score() + 1e-5;
    for (int item = 0; item < model.items().size(); item++) {
      String id = model.items().id(item);
      if (item != index && similar.stream().noneMatch(each -> each.item().equals(id))) {
        assertThat(cosine(model, index, item)).as(id).isLessThanOrEqualTo(least);
      }
    }
  }

  private static double cosine(ItemVectors model, int one, int other) {
    double product = 0;
    double squares = 0;
    double otherSquares = 0;
    for (int k = 0; k < model.vectors().columns(); k++) {
      double a = model.vectors().get(one, k);
      double b = model.vectors().get(other, k);
      product += a * b;
      squares += a * a;
      otherSquares += b * b;
    }
    return squares * otherSquares == 0 ? 0 : product / Math.sqrt(squares * otherSquares);
  }

  private static void all(ItemVectors model) {
    assertThat(model.similarItems("item-0", 10_000)).hasSize(model.items().size() - 1);
  }

  private static void refused(ItemVectors model) {
    assertThatThrownBy(() -> model.similarItems("no-such-item", 5))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no-such-item");
    assertThatThrownBy(() -> model.similarItems("item-0", 0))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("k is 0");
  }
}
