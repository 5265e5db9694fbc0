package org.refold.train;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import org.refold.data.Interactions;
import org.refold.nn.Parameter;
import org.refold.nn.optimizer.Adam;
import org.refold.nn.optimizer.Optimizer;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;
import org.refold.recommend.TrainingLog;
import org.refold.settings.BadInputException;
import org.refold.settings.Check;

/**
 * What the training loop is to do: a {@link Training} with its schedules and its optimiser made.
 *
 * <p>Each epoch visits all examples once, in an order drawn from (seed, epoch), in batches of which
 * the last may be smaller. With validation data the model gets the weights of the epoch that was
 * best on them, otherwise those of the last epoch.
 *
 * @param epochs passes over the data, at most
 * @param batchSize examples of a step; empty for all of them at once, in the order of the data
 * @param learningRate of each step, in the optimiser's own sense
 * @param optimizer makes an optimiser for some parameters, such as {@code new Adam()::over}; weight
 *     decay and momentum are its settings
 * @param patience epochs without a better validation metric before training ends; only with
 *     validation data
 */
public record TrainingPlan(
    int epochs,
    OptionalInt batchSize,
    Schedule learningRate,
    Function<List<Parameter>, Optimizer> optimizer,
    int patience) {

  private static final double USUAL_LEARNING_RATE = 1e-3;

  /**
   * @throws BadInputException if a setting is out of its range
   */
  public TrainingPlan {
    Check.atLeast(1, "epochs", epochs, "typical: 20-200");
    if (batchSize.isPresent()) {
      Check.atLeast(1, "batchSize", batchSize.getAsInt(), "typical: 100-1000");
    }
    Check.atLeast(1, "patience", patience, "typical: 5-50 epochs");
  }

  /** Training in batches with Adam, learning rate 0.001, without early stopping. */
  public static TrainingPlan of(int epochs, int batchSize) {
    return new TrainingPlan(
        epochs,
        OptionalInt.of(batchSize),
        Schedule.constant(USUAL_LEARNING_RATE),
        new Adam()::over,
        Integer.MAX_VALUE);
  }

  /** Training on all examples at once, for L-BFGS and RProp; an epoch is one step. */
  public static TrainingPlan ofFullBatches(int epochs) {
    return new TrainingPlan(
        epochs,
        OptionalInt.empty(),
        Schedule.constant(USUAL_LEARNING_RATE),
        new Adam()::over,
        Integer.MAX_VALUE);
  }

  /** The same with another number of epochs. */
  public TrainingPlan withEpochs(int newEpochs) {
    return new TrainingPlan(newEpochs, batchSize, learningRate, optimizer, patience);
  }

  /** The same with another optimiser. */
  public TrainingPlan withOptimizer(Function<List<Parameter>, Optimizer> newOptimizer) {
    return new TrainingPlan(epochs, batchSize, learningRate, newOptimizer, patience);
  }

  /** The same with another learning rate, constant. */
  public TrainingPlan withLearningRate(double rate) {
    Check.positive("learningRate", rate, "typical: 0.0001-0.01");
    return withLearningRate(Schedule.constant(rate));
  }

  /** The same with another learning rate. */
  public TrainingPlan withLearningRate(Schedule newLearningRate) {
    return new TrainingPlan(epochs, batchSize, newLearningRate, optimizer, patience);
  }

  /** The same with early stopping. */
  public TrainingPlan withPatience(int newPatience) {
    return new TrainingPlan(epochs, batchSize, learningRate, optimizer, newPatience);
  }

  /**
   * Trains a network. Afterwards its parameters are those of the best epoch.
   *
   * @param who the recommender that is fitted, for messages
   * @param train what it is fitted on
   * @param network what to train; its parameters are changed
   * @param fitting seed, validation data, progress
   * @return how it went
   * @throws BadInputException if there is nothing to train on, or the training diverges
   */
  public TrainingLog fit(Recommender who, Interactions train, Network network, Fitting fitting) {
    return new Loop(this, who, train, network, fitting).run();
  }
}
