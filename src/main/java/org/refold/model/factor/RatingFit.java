package org.refold.model.factor;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
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
import org.refold.settings.BadInputException;
import org.refold.train.Phase;
import org.refold.train.TrainingPlan;
import org.refold.train.neural.NeuralFit;

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

  /** Values, arrays of a pass, weights of the best epoch, and the factors of the model. */
  private static final int COPIES = 4;

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

  /** How many ratings each user has. */
  static int[] counts(Interactions train) {
    return IntStream.range(0, train.userCount()).map(train::count).toArray();
  }

  /**
   * Checks the data of a fit.
   *
   * @throws BadInputException if there are no ratings, or more factors than users or items
   */
  static void check(Recommender who, int latent, Interactions train) {
    Preconditions.ratings(who, train);
    checkLatent(who, latent, train);
  }

  /**
   * @throws BadInputException if there are more factors than users or items
   */
  static void checkLatent(Recommender who, int latent, Interactions train) {
    int most = Math.min(train.userCount(), train.itemCount());
    if (latent > most) {
      throw new BadInputException(
          "latent of %s is %d, but %s have no more than %d factors: set latent to at most %d"
              .formatted(who.name(), latent, train, most, most));
    }
  }

  /** Trains, and makes the model of the best epoch. */
  Fitted<RatedFactorModel> run(TrainingPlan plan, Phase<?> phase, Ridge ridge, Implied implied) {
    Factors factors = Factors.zeros(train, users.latent, mean);
    RatingScale scale = RatingScale.of(train);
    Matrix second = implied == Implied.YES ? Matrix.floats(train.itemCount(), users.latent) : null;
    RidgeFoldIn rule = new RidgeFoldIn(factors, ridge.over(factors.items()), second, scale.most());
    RatedFactorModel model = new RatedFactorModel(who, train.withoutValues(), factors, rule, scale);
    try {
      Fitted<RatedFactorModel> fitted =
          NeuralFit.train(
              who,
              train,
              fitting,
              plan,
              new Rmse(),
              scope,
              () -> {
                users.total(factors.users(), factors.userBiases());
                items.total(factors.items(), factors.itemBiases());
                if (second != null) {
                  users.copyTable(second);
                }
                return model;
              },
              List.of(phase));
      scope.close();
      return fitted;
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
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

  /** The memory of a fit: the numbers of all vectors, and the data. */
  static long bytes(long numbers, Interactions train) {
    return COPIES * Float.BYTES * numbers + 4L * Integer.BYTES * train.size();
  }
}
