package org.refold.tribuo;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Map;
import org.refold.data.Interactions;
import org.refold.data.SideInformation;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.ModelReader;
import org.refold.recommend.Preconditions;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.tribuo.Trainer;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.sgd.fm.FMRegressionTrainer;
import org.tribuo.regression.sgd.objectives.SquaredLoss;

/**
 * Any regression trainer of Tribuo as a recommender: it learns ratings from the features of users
 * and items, as {@link RatingFeatures} has them.
 *
 * <pre>{@code
 * Recommender fm = new TribuoRecommender("fm", new FMRegressionTrainer(
 *     new SquaredLoss(), new AdaGrad(0.05), 10, -1, 1, 0, 8, 0.1, false));
 * Recommender trees = new TribuoRecommender("trees", new XGBoostRegressionTrainer(50));
 * }</pre>
 *
 * <p>The seed of the fitting takes the place of every seed within the trainer, of which a copy is
 * made for each fit; a trainer that has none is used as it is. The same seed gives the same bits
 * where the trainer keeps that promise: those by gradient steps do, XGBoost does with one thread.
 * Of the seed, XGBoost looks at the lower 32 bits; its {@code overrideParameters} are taken as they
 * stand, with the seed in them.
 *
 * <p>XGBoost comes with native code for x86-64 only (Linux, macOS, Windows).
 *
 * <p>Tribuo trains in one call: there is no progress, no early stopping by validation data, no stop
 * in between. Its log shows warnings only; {@link TribuoLogs} shows more.
 *
 * <p>Refused are trainers that compute something other than they say, in Tribuo 4.3.2: minibatches
 * of more than one example (the step grows with the square of their size, and the factorisation
 * machine fails) and a factorisation machine that standardises (it divides by the variance). Of the
 * machine's settings, {@code variance} is the standard deviation of the first factors.
 *
 * @param name lower-case words with hyphens, such as {@code fm}
 * @param trainer with any settings; its seed is not used
 */
@RecordBuilder
public record TribuoRecommender(String name, Trainer<Regressor> trainer)
    implements Recommender, TribuoRecommenderBuilder.With {

  /** About what Tribuo takes for an example and its copy as a sparse vector. */
  private static final long BYTES_PER_RATING = 300;

  /** A name, and the weights of a linear model with its gradients: factors come on top. */
  private static final long BYTES_PER_ID = 100;

  /**
   * @throws BadInputException if the name is none, or the trainer one of those that are refused
   */
  public TribuoRecommender {
    if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      throw new BadInputException(
          "the name is '%s', but must be lower-case words with hyphens, such as fm or boosted-trees"
              .formatted(name));
    }
    TrainerSettings.check(trainer);
  }

  /**
   * Tribuo's factorisation machine with 8 factors, AdaGrad at a rate of 0.05 and 10 epochs:
   * settings that suit MovieLens-100K. There is no L2 weight; few epochs keep it from overfitting.
   */
  public TribuoRecommender() {
    this("fm", factorisationMachine());
  }

  private static Trainer<Regressor> factorisationMachine() {
    return new FMRegressionTrainer(
        new SquaredLoss(), new AdaGrad(0.05), 10, -1, 1, 0, 8, 0.1, false);
  }

  @Override
  public Fitted<TribuoModel> fit(Interactions train, Fitting fitting) {
    Preconditions.ratings(this, train);
    TribuoLogs.quiet();
    SideInformation side = fitting.sideInformation();
    RatingFeatures features = RatingFeatures.of(train, side.users(), side.items());
    FitProvenance provenance = FitProvenance.of(this, train, side, fitting.seed());
    org.tribuo.Model<Regressor> model =
        TrainerSettings.withSeed(trainer, fitting.seed())
            .train(RatingDatasets.of(name, train, features), Map.of("refold", provenance));
    return Fitted.of(
        new TribuoModel(
            this, model, features, train.withoutValues(), RatingSummary.of(train), provenance));
  }

  /**
   * Refuses: a model of Tribuo is kept in Tribuo's own files.
   *
   * @throws BadInputException always
   */
  @Override
  public TribuoModel load(ModelReader file) {
    throw TribuoModel.keptByTribuo();
  }

  @Override
  public long fitBytes(Interactions train) {
    return BYTES_PER_RATING * train.size() + BYTES_PER_ID * (train.userCount() + train.itemCount());
  }
}
