package org.refold.model.factor;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.refold.data.Interactions;
import org.refold.data.RatingScale;
import org.refold.evaluate.metric.Rmse;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.nn.layer.Scope;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.ModelReader;
import org.refold.recommend.Preconditions;
import org.refold.recommend.Recommender;
import org.refold.train.Phase;
import org.refold.train.TrainingPlan;

/**
 * A fit of {@link Mf} or {@link SvdPlusPlus}: from what is learned to a model.
 *
 * @param scope has all parameters
 * @param mean what all predictions begin with
 */
record RatingFit(
    Recommender who,
    Interactions train,
    Fitting fitting,
    Scope scope,
    RatingSide users,
    RatingSide items,
    double mean) {

  /** How users are folded in. */
  interface Ridge {
    /** The regression for a user, over the vectors of items; null to solve for nothing. */
    @Nullable RatingRidge over(Matrix items);
  }

  /** Whether items have a second vector that says what it means to have rated them. */
  enum Implied {
    /** They have: the features of users are the items they rated. */
    YES,
    /** They have not. */
    NO
  }

  /**
   * Checks the data of a fit.
   *
   * @throws org.refold.settings.BadInputException if there are no ratings, or more factors than
   *     users or items
   */
  static void check(Recommender who, int latent, Interactions train) {
    Preconditions.ratings(who, train);
    FactorFit.check(who, latent, train);
  }

  /** Trains, and makes the model of the best epoch. */
  Fitted<RatedFactorModel> run(TrainingPlan plan, Phase<?> phase, Ridge ridge, Implied implied) {
    Factors factors = Factors.zeros(train, users.latent, mean);
    RatingScale scale = RatingScale.of(train);
    Matrix second = implied == Implied.YES ? Matrix.floats(train.itemCount(), users.latent) : null;
    RidgeFoldIn rule = new RidgeFoldIn(factors, ridge.over(factors.items()), second, scale.most());
    RatedFactorModel model = new RatedFactorModel(who, train.withoutValues(), factors, rule, scale);
    return new FactorFit(who, train, fitting, scope)
        .run(
            plan,
            new Rmse(),
            phase,
            model,
            () -> {
              users.total(factors.users(), factors.userBiases());
              items.total(factors.items(), factors.itemBiases());
              if (second != null) {
                users.copyTable(second);
              }
            });
  }

  /** The model of a file. */
  static RatedFactorModel load(
      Recommender who, ModelReader file, int latent, Ridge ridge, Implied implied)
      throws IOException {
    Factors factors = Factors.load(file, latent);
    Matrix second =
        implied == Implied.YES
            ? file.matrix(RidgeFoldIn.HISTORY, Precision.FLOAT, file.items().size(), latent)
            : null;
    float top = file.scale().most();
    RidgeFoldIn rule = new RidgeFoldIn(factors, ridge.over(factors.items()), second, top);
    return new RatedFactorModel(who, file.histories(), factors, rule, file.scale());
  }
}
