package org.refold.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.refold.recommend.ItemVectors;

/** What holds for any model that has vectors of items. */
final class ItemVectorsChecks {

  private ItemVectorsChecks() {}

  static List<DynamicTest> of(ItemVectors model) {
    return List.of(
        dynamicTest("item vectors have a length", () -> assertThat(model.dimension()).isPositive()),
        dynamicTest("item vectors are finite", () -> finite(model)),
        dynamicTest("a vector is a copy", () -> copies(model)));
  }

  private static float[] vector(ItemVectors model, int item) {
    float[] vector = new float[model.dimension()];
    model.itemVector(item, vector);
    return vector;
  }

  private static void finite(ItemVectors model) {
    for (int item = 0; item < model.items().size(); item++) {
      Scores.assertFinite(vector(model, item));
    }
  }

  private static void copies(ItemVectors model) {
    float[] first = vector(model, 0);
    float[] kept = first.clone();
    first[0] += 1;
    assertThat(vector(model, 0)).isEqualTo(kept);
  }
}
