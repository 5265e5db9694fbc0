package org.refold.model;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.refold.model.RecommenderConformance.InnerProducts;
import org.refold.model.RecommenderConformance.KnownUserScores;
import org.refold.model.RecommenderConformance.Order;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.FoldIn;
import org.refold.recommend.InnerProduct;
import org.refold.recommend.ItemVectors;
import org.refold.recommend.KnownUsers;
import org.refold.recommend.LinearFoldIn;
import org.refold.recommend.Model;
import org.refold.recommend.RatingPredictor;
import org.refold.recommend.Recommender;
import org.refold.recommend.UserVectors;
import org.refold.tribuo.TribuoRecommender;

/** The checks that hold whether or not the settings are any good for the data. */
public final class Contract {

  private Contract() {}

  /** The checks that any recommender passes, by what its model can do. */
  public static List<DynamicTest> of(Recommender recommender) {
    Fitted<? extends Model> fitted = recommender.fit(ConformanceData.TRAIN, Fitting.withSeed(7));
    return of(
        recommender, fitted, Order.MATTERS, KnownUserScores.LEARNED, InnerProducts.SAME_ORDER);
  }

  static List<DynamicTest> of(
      Recommender recommender,
      Fitted<? extends Model> fitted,
      Order order,
      KnownUserScores knownUserScores,
      InnerProducts innerProducts) {
    Model model = fitted.model();
    List<DynamicTest> tests = new ArrayList<>();
    tests.addAll(RecordChecks.of(recommender));
    tests.addAll(FitChecks.of(recommender, model));
    tests.addAll(PairChecks.of(model));
    if (recommender instanceof TribuoRecommender) {
      tests.add(FileChecks.refusal(fitted));
    } else {
      tests.add(RecordChecks.text(recommender));
      tests.addAll(FileChecks.of(recommender, fitted));
      tests.addAll(CloseChecks.of(recommender, fitted));
    }
    if (model instanceof FoldIn folding) {
      tests.addAll(FoldInChecks.of(recommender, folding, order));
      tests.addAll(RecommendChecks.of(folding));
      tests.addAll(ExplanationChecks.of(folding));
    }
    if (model instanceof LinearFoldIn linear) {
      tests.addAll(ExplanationChecks.ofLinear(linear));
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
    if (model instanceof UserVectors vectors) {
      tests.addAll(UserVectorsChecks.of(vectors));
    }
    if (model instanceof InnerProduct products) {
      tests.addAll(InnerProductChecks.of(products, innerProducts));
    }
    return tests;
  }
}
