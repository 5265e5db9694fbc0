package org.refold.model.factor;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.refold.data.Interactions;
import org.refold.evaluate.metric.Metric;
import org.refold.nn.layer.Scope;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.Preconditions;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.train.Phase;
import org.refold.train.TrainingPlan;
import org.refold.train.neural.NeuralFit;

/**
 * What the fits of factor models share.
 *
 * @param who is fitted
 * @param train the training data
 * @param fitting the circumstances
 * @param scope has all parameters, which a fit closes
 */
record FactorFit(Recommender who, Interactions train, Fitting fitting, Scope scope) {

  /** Values, arrays of a pass, weights of the best epoch, and the factors of the model. */
  private static final int COPIES = 4;

  /**
   * Trains, and makes the model of the best epoch.
   *
   * @param model the fit closes it if it fails
   * @param refresh brings the model to the parameters as they are
   */
  <M extends FactorModel> Fitted<M> run(
      TrainingPlan plan, Metric metric, Phase<?> phase, M model, Runnable refresh) {
    try {
      Fitted<M> fitted =
          NeuralFit.train(
              who,
              train,
              fitting,
              plan,
              metric,
              scope,
              () -> {
                refresh.run();
                return model;
              },
              () -> List.of(phase));
      scope.close();
      return fitted;
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /** A phase of passes over all parameters. */
  Phase<?> pass(int examples, String unit) {
    return Phase.ofPass(scope.parameters(), examples, unit);
  }

  /** How many interactions each user has. */
  static int[] counts(Interactions train) {
    return IntStream.range(0, train.userCount()).map(train::count).toArray();
  }

  /**
   * Checks the data of a fit.
   *
   * @throws BadInputException if there are none, or more factors than users or items
   */
  static void check(Recommender who, int latent, Interactions train) {
    Preconditions.notEmpty(who, train);
    int most = Math.min(train.userCount(), train.itemCount());
    if (latent > most) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "latent of %s is %d, but %s have no more than %d factors: set latent to at most %d",
              who.name(),
              latent,
              train,
              most,
              most));
    }
  }

  /**
   * The memory of a fit.
   *
   * @param numbers of a user or an item
   */
  static long bytes(long numbers, Interactions train) {
    long rows = train.userCount() + (long) train.itemCount();
    return COPIES * Float.BYTES * numbers * rows + 4L * Integer.BYTES * train.size();
  }
}
