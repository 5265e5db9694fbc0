package org.refold.tribuo;

import java.util.List;
import java.util.stream.IntStream;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.Vocabulary;
import org.refold.data.sets.Synthetic;
import org.refold.evaluate.Evaluator;
import org.refold.recommend.Fitting;
import org.refold.recommend.Model;
import org.refold.split.Split;
import org.refold.split.protocol.Splitters;
import org.tribuo.Trainer;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.sgd.fm.FMRegressionTrainer;
import org.tribuo.regression.sgd.linear.LinearSGDTrainer;
import org.tribuo.regression.sgd.objectives.SquaredLoss;
import org.tribuo.regression.xgboost.XGBoostRegressionTrainer;
import org.tribuo.regression.xgboost.XGBoostRegressionTrainer.RegressionType;

/** Trainers of three kinds, and small ratings. */
final class TribuoFixtures {

  /** More items than 10, and more pairs than fit into one block. */
  static final Split SMALL =
      Splitters.parse("ratings:test=0.1")
          .split(new Synthetic(300, 200, 12_000, 3).generate().interactions(), 42);

  /** Whether XGBoost has native code for this machine. */
  static final boolean HAS_TREES =
      List.of("amd64", "x86_64").contains(System.getProperty("os.arch"));

  private TribuoFixtures() {}

  static TribuoRecommender fm(int epochs) {
    return new TribuoRecommender("fm", fm(0.1, epochs, 1, false));
  }

  static Trainer<Regressor> fm(double rate, int epochs, int minibatch, boolean standardise) {
    return new FMRegressionTrainer(
        new SquaredLoss(), new AdaGrad(rate), epochs, -1, minibatch, 0, 8, 0.1, standardise);
  }

  static TribuoRecommender linear(int epochs) {
    return new TribuoRecommender("linear", linear(epochs, 1));
  }

  static Trainer<Regressor> linear(int epochs, int minibatch) {
    return new LinearSGDTrainer(new SquaredLoss(), new AdaGrad(0.1), epochs, -1, minibatch, 0);
  }

  /** One thread, half of the rows for each tree: the seed matters, and nothing else does. */
  static TribuoRecommender trees(int number) {
    return new TribuoRecommender(
        "trees",
        new XGBoostRegressionTrainer(
            RegressionType.LINEAR, number, 0.3, 0, 8, 1, 0.5, 1, 1, 0, 1, true, 0));
  }

  /** Some ratings: user, item, value. */
  static Interactions ratings(Vocabulary users, Vocabulary items, int[][] ratings) {
    InteractionsBuilder builder = new InteractionsBuilder(true, false);
    for (int[] rating : ratings) {
      builder.add(rating[0], rating[1], rating[2], 0);
    }
    return builder.build(users, items, InteractionsBuilder.Duplicates.LAST_WINS);
  }

  static float[] predictions(TribuoModel model, Interactions pairs) {
    float[] predictions = new float[pairs.size()];
    model.predict(pairs, pairs, predictions);
    return predictions;
  }

  static float[] allScores(TribuoModel model) {
    float[] scores = new float[model.users().size() * model.items().size()];
    model.score(model.histories(), 0, model.users().size(), scores);
    return scores;
  }

  static TribuoModel fit(TribuoRecommender recommender, long seed) {
    return recommender.fit(SMALL.train(), Fitting.withSeed(seed)).model();
  }

  static double rmse(Model model, Holdout holdout) {
    return Evaluator.of("rmse").evaluate(model, holdout).metric("rmse").mean();
  }

  /** The error of the prediction that is always the mean of the training ratings. */
  static double rmseOfMean(Split split) {
    double mean = RatingSummary.of(split.train()).mean();
    Interactions test = split.test().foldOut();
    return Math.sqrt(
        IntStream.range(0, test.size())
            .mapToDouble(p -> Math.pow(test.value(p) - mean, 2))
            .average()
            .orElseThrow());
  }
}
