package org.refold.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.refold.data.Interactions;
import org.refold.kernel.Matrix;
import org.refold.recommend.FoldIn;
import org.refold.recommend.InnerProduct;
import org.refold.recommend.ItemVectors;
import org.refold.recommend.Model;
import org.refold.recommend.RatingPredictor;
import org.refold.recommend.UserVectors;

/** All that a model says about some histories, in one array, and how such arrays are compared. */
final class Scores {

  private Scores() {}

  static float[] of(Model model, Interactions histories, int from, int to) {
    float[] scores = new float[(to - from) * model.items().size()];
    model.score(histories, from, to, scores);
    return scores;
  }

  static float[] of(Model model, Interactions histories) {
    return of(model, histories, 0, histories.userCount());
  }

  /** The scores of the training data, for comparing two models. */
  static float[] ofTraining(Model model) {
    return of(model, ConformanceData.TRAIN);
  }

  static float[] vectors(ItemVectors model) {
    Matrix vectors = model.vectors();
    float[] numbers = new float[vectors.rows() * vectors.columns()];
    vectors.readRows(0, vectors.rows(), numbers, 0);
    return numbers;
  }

  /** All numbers that a model has to say, by what they are. */
  static Map<String, float[]> everything(Model model) {
    Interactions data = ConformanceData.TRAIN;
    Map<String, float[]> numbers = new LinkedHashMap<>();
    numbers.put("scores", ofTraining(model));
    if (model instanceof FoldIn) {
      numbers.put("scores of strangers", of(model, ConformanceData.strangers(data)));
    }
    if (model instanceof RatingPredictor predictor) {
      float[] predictions = new float[ConformanceData.ALL.size()];
      predictor.predict(data, ConformanceData.ALL, predictions);
      numbers.put("predictions", predictions);
    }
    if (model instanceof ItemVectors items) {
      numbers.put("item vectors", vectors(items));
    }
    if (model instanceof UserVectors users) {
      numbers.put("user vectors", UserVectorsChecks.encode(users, 0, data.userCount()));
    }
    if (model instanceof InnerProduct products) {
      numbers.put("item biases", products.itemBiases());
    }
    return numbers;
  }

  static void assertFinite(float[] scores) {
    for (int k = 0; k < scores.length; k++) {
      assertThat(Float.isFinite(scores[k])).as("number %d is %s", k, scores[k]).isTrue();
    }
  }

  /** Equal up to rounding: to some share of the largest number. */
  static void assertClose(float[] actual, float[] expected, double share) {
    assertThat(actual).hasSameSizeAs(expected);
    double largest = 0;
    for (float number : expected) {
      largest = Math.max(largest, Math.abs(number));
    }
    for (int k = 0; k < actual.length; k++) {
      assertThat(Math.abs((double) actual[k] - expected[k]))
          .as("number %d is %s, expected %s", k, actual[k], expected[k])
          .isLessThanOrEqualTo(share * Math.max(largest, 1e-6));
    }
  }
}
