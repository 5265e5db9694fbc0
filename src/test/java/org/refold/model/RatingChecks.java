package org.refold.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import org.refold.data.Interactions;
import org.refold.recommend.RatingPredictor;

/** What holds for any model that predicts ratings. */
final class RatingChecks {

  private static final Interactions DATA = ConformanceData.TRAIN;

  private RatingChecks() {}

  static List<DynamicTest> of(RatingPredictor model) {
    return List.of(
        dynamicTest(
            "predictions are finite and on the scale of the ratings", () -> inBounds(model)),
        dynamicTest("a user without history has predictions", () -> emptyHistory(model)),
        dynamicTest("users alone are predicted as all together", () -> alone(model)));
  }

  private static float[] predict(
      RatingPredictor model, Interactions histories, Interactions pairs) {
    float[] predictions = new float[pairs.size()];
    model.predict(histories, pairs, predictions);
    return predictions;
  }

  private static void inBounds(RatingPredictor model) {
    for (float prediction : predict(model, DATA, ConformanceData.ALL)) {
      assertThat(prediction).isBetween(1f, 5f);
    }
  }

  private static void emptyHistory(RatingPredictor model) {
    float[] predictions = predict(model, DATA.where(p -> false), ConformanceData.ALL);
    Scores.assertFinite(predictions);
  }

  private static void alone(RatingPredictor model) {
    int[] some = IntStream.range(3, 9).toArray();
    Interactions rows = DATA.rows(some);
    float[] expected = new float[rows.size()];
    float[] all = predict(model, DATA, DATA);
    System.arraycopy(all, DATA.start(3), expected, 0, expected.length);
    Scores.assertClose(predict(model, rows, rows), expected, 1e-4);
  }
}
