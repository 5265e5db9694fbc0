package org.refold.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.refold.data.Interactions;
import org.refold.recommend.FoldIn;
import org.refold.recommend.ItemVectors;
import org.refold.recommend.KnownUsers;
import org.refold.recommend.Model;
import org.refold.recommend.RatingPredictor;

/** All that a model says about some histories, in one array, and how such arrays are compared. */
final class Scores {

  private Scores() {}

  static float[] of(FoldIn model, Interactions histories, int from, int to) {
    float[] scores = new float[(to - from) * model.items().size()];
    model.score(histories, from, to, scores);
    return scores;
  }

  static float[] of(FoldIn model, Interactions histories) {
    return of(model, histories, 0, histories.userCount());
  }

  /** Whatever the model can say about its training data, for comparing two models. */
  static float[] ofAnyKind(Model model) {
    Interactions data = ConformanceData.TRAIN;
    if (model instanceof FoldIn folding) {
      return of(folding, data);
    }
    if (model instanceof KnownUsers known) {
      int[] users = IntStream.range(0, known.users().size()).toArray();
      float[] scores = new float[users.length * known.items().size()];
      known.scoreKnown(users, scores);
      return scores;
    }
    if (model instanceof RatingPredictor predictor) {
      float[] predictions = new float[data.size()];
      predictor.predict(data, data, predictions);
      return predictions;
    }
    if (model instanceof ItemVectors vectors) {
      float[] vector = new float[vectors.dimension()];
      vectors.itemVector(0, vector);
      return vector;
    }
    throw new AssertionError(model.getClass() + " can do nothing");
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
