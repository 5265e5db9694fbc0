package org.refold.model;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.refold.recommend.Fitting;
import org.refold.recommend.FoldIn;
import org.refold.recommend.ItemVectors;
import org.refold.recommend.KnownUsers;
import org.refold.recommend.Model;
import org.refold.recommend.RatingPredictor;
import org.refold.recommend.Recommender;

/** The checks that hold whether or not the settings are any good for the data. */
public final class Contract {

  private Contract() {}

  /** The checks that any recommender passes, by what its model can do. */
  public static List<DynamicTest> of(Recommender recommender) {
    Model model = recommender.fit(ConformanceData.TRAIN, Fitting.withSeed(7));
    return of(
        recommender,
        model,
        RecommenderConformance.Order.MATTERS,
        RecommenderConformance.KnownUserScores.LEARNED);
  }

  static List<DynamicTest> of(
      Recommender recommender,
      Model model,
      RecommenderConformance.Order order,
      RecommenderConformance.KnownUserScores knownUserScores) {
    List<DynamicTest> tests = new ArrayList<>();
    tests.addAll(RecordChecks.of(recommender));
    tests.addAll(FitChecks.of(recommender, model));
    if (model instanceof FoldIn folding) {
      tests.addAll(FoldInChecks.of(recommender, folding, order));
      tests.addAll(RecommendChecks.of(folding));
    }
    if (model instanceof KnownUsers known) {
      tests.addAll(KnownUsersChecks.of(known, knownUserScores));
    }
    if (model instanceof RatingPredictor predictor) {
      tests.addAll(RatingChecks.of(predictor));
    }
    if (model instanceof ItemVectors vectors) {
      tests.addAll(ItemVectorsChecks.of(vectors));
    }
    return tests;
  }
}
