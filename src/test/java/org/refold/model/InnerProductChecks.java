package org.refold.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import org.refold.data.Interactions;
import org.refold.kernel.Matrix;
import org.refold.model.RecommenderConformance.InnerProducts;
import org.refold.recommend.InnerProduct;

/** A model that says that it ranks by inner products does. */
final class InnerProductChecks {

  private static final Interactions HISTORIES = ConformanceData.TRAIN;

  /** The share of the range of a user's scores that is taken for rounding. */
  private static final double ROUNDING = 1e-4;

  private InnerProductChecks() {}

  static List<DynamicTest> of(InnerProduct model, InnerProducts kind) {
    return kind == InnerProducts.EQUAL
        ? List.of(
            dynamicTest(
                "scores are inner products plus biases",
                () -> Scores.assertClose(Scores.of(model, HISTORIES), products(model), ROUNDING)))
        : List.of(dynamicTest("scores rank as inner products plus biases", () -> sameOrder(model)));
  }

  /** {@code U V' + b}, summed in double precision. */
  private static float[] products(InnerProduct model) {
    int n = model.items().size();
    int d = model.userDimension();
    Matrix items = model.vectors();
    float[] biases = model.itemBiases();
    assertThat(biases).hasSize(n);
    float[] users = UserVectorsChecks.encode(model, 0, HISTORIES.userCount());
    float[] products = new float[HISTORIES.userCount() * n];
    for (int k = 0; k < products.length; k++) {
      double sum = biases[k % n];
      for (int unit = 0; unit < d; unit++) {
        sum += (double) users[k / n * d + unit] * items.get(k % n, unit);
      }
      products[k] = (float) sum;
    }
    return products;
  }

  /** Along ascending products no score falls, but for rounding. */
  private static void sameOrder(InnerProduct model) {
    int n = model.items().size();
    float[] products = products(model);
    float[] scores = Scores.of(model, HISTORIES);
    for (int user = 0; user < HISTORIES.userCount(); user++) {
      int row = user * n;
      int[] ascending =
          IntStream.range(0, n)
              .boxed()
              .sorted(Comparator.comparing(item -> products[row + item]))
              .mapToInt(Integer::intValue)
              .toArray();
      double range = scores[row + ascending[n - 1]] - (double) scores[row + ascending[0]] + 1e-9;
      assertThat(range).as("range of user %d", user).isPositive();
      float highest = Float.NEGATIVE_INFINITY;
      for (int item : ascending) {
        assertThat((double) highest - scores[row + item])
            .as("fall of user %d at item %d, order %s", user, item, Arrays.toString(ascending))
            .isLessThanOrEqualTo(ROUNDING * range);
        highest = Math.max(highest, scores[row + item]);
      }
    }
  }
}
