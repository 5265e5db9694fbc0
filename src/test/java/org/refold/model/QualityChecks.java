package org.refold.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import org.refold.data.Interactions;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.FoldIn;
import org.refold.recommend.KnownUsers;
import org.refold.recommend.Model;
import org.refold.recommend.RatingPredictor;
import org.refold.recommend.Recommender;

/** A model has learned something: where there is structure it does better than chance. */
final class QualityChecks {

  /** Guessing has 0.5 with a standard error of 0.03 over 96 users: this is three of them away. */
  private static final double BETTER_THAN_CHANCE = 0.59;

  /** Sums in another order, as a share of the largest score. */
  private static final double PERMUTED = 1e-5;

  private static final Interactions TRAIN = ConformanceData.TRAIN;

  private QualityChecks() {}

  static List<DynamicTest> of(
      Recommender recommender, Model model, RecommenderConformance.ItemOrder itemOrder) {
    List<DynamicTest> tests = new ArrayList<>();
    tests.add(
        itemOrder == RecommenderConformance.ItemOrder.IGNORED
            ? dynamicTest(
                "the order of the catalogue does not matter",
                () -> Scores.assertClose(permuted(recommender), Scores.of(model, TRAIN), PERMUTED))
            : dynamicTest(
                recommender.name() + " does better than chance whatever the order of the catalogue",
                () -> assertThat(auc(permuted(recommender))).isGreaterThan(BETTER_THAN_CHANCE)));
    if (model instanceof FoldIn folding) {
      float[] scores = Scores.of(folding, TRAIN);
      tests.add(
          dynamicTest(
              recommender.name() + " ranks held-out items better than chance",
              () -> assertThat(auc(scores)).isGreaterThan(BETTER_THAN_CHANCE)));
    }
    if (model instanceof KnownUsers known) {
      float[] scores = Scores.of(known, TRAIN);
      tests.add(
          dynamicTest(
              recommender.name() + " ranks held-out items of known users better than chance",
              () -> assertThat(auc(scores)).isGreaterThan(BETTER_THAN_CHANCE)));
    }
    if (model instanceof RatingPredictor predictor) {
      tests.add(
          dynamicTest(
              recommender.name() + " predicts training ratings better than their mean",
              () -> betterThanMean(predictor)));
    }
    return tests;
  }

  /** The scores of a fit on items in another order, in the order of the data. */
  private static float[] permuted(Recommender recommender) {
    Interactions train = ConformanceData.withItemsInAnotherOrder(TRAIN);
    try (Fitted<?> fitted = recommender.fit(train, Fitting.withSeed(7))) {
      float[] scores = Scores.of(fitted.model(), train);
      Scores.assertFinite(scores);
      return ConformanceData.inOrder(scores, train.items());
    }
  }

  /** The mean share of items outside the history that score less than the held-out one. */
  private static double auc(float[] scores) {
    int n = TRAIN.itemCount();
    double sum = 0;
    for (int user = 0; user < ConformanceData.EMPTY_USER; user++) {
      int heldOut = ConformanceData.HELD_OUT[user];
      double less = 0;
      int others = 0;
      for (int item = 0; item < n; item++) {
        if (item != heldOut && !TRAIN.contains(user, item)) {
          int order = Float.compare(scores[user * n + heldOut], scores[user * n + item]);
          less += order > 0 ? 1 : order == 0 ? 0.5 : 0;
          others++;
        }
      }
      sum += less / others;
    }
    return sum / ConformanceData.EMPTY_USER;
  }

  private static void betterThanMean(RatingPredictor model) {
    float[] predictions = new float[TRAIN.size()];
    model.predict(TRAIN, TRAIN, predictions);
    double mean =
        IntStream.range(0, TRAIN.size()).mapToDouble(TRAIN::value).average().orElseThrow();
    double error = 0;
    double errorOfMean = 0;
    for (int p = 0; p < predictions.length; p++) {
      error += Math.pow(predictions[p] - TRAIN.value(p), 2);
      errorOfMean += Math.pow(mean - TRAIN.value(p), 2);
    }
    assertThat(error).isLessThan(0.95 * errorOfMean);
  }
}
