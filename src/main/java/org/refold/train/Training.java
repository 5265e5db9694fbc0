package org.refold.train;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.OptionalInt;
import org.refold.nn.optimizer.WeightDecay;
import org.refold.settings.BadInputException;
import org.refold.settings.Check;
import org.refold.train.batch.Examples;

/**
 * How a system is trained by gradients: a part of its hyper-parameters. Each epoch visits all
 * examples once, in an order drawn from (seed, epoch), in batches of which the last may be smaller.
 * With validation data the model gets the weights of the epoch that was best on them, otherwise
 * those of the last epoch.
 *
 * @param epochs passes over the data, at most
 * @param batchSize examples of a training step; not used by optimisers that need all at once
 * @param learningRate of the first step, in the optimiser's own sense
 * @param rateDecay how the learning rate falls over the epochs
 * @param optimizer how the loss is made small
 * @param weightDecay decoupled from the loss: the share of a weight that is taken off per unit of
 *     learning rate
 * @param patience epochs without a better validation metric before training ends
 */
@RecordBuilder
public record Training(
    int epochs,
    int batchSize,
    double learningRate,
    RateDecay rateDecay,
    OptimizerChoice optimizer,
    double weightDecay,
    int patience)
    implements TrainingBuilder.With {

  /**
   * @throws BadInputException if a setting is out of its range
   */
  public Training {
    Check.atLeast(1, "epochs", epochs, "typical: 20-200");
    Check.atLeast(1, "batchSize", batchSize, "typical: 100-1000");
    Check.positive("learningRate", learningRate, "typical: 0.0001-0.01");
    Check.notNegative("weightDecay", weightDecay, "typical: 0-0.01");
    Check.atLeast(1, "patience", patience, "typical: 5-50 epochs");
  }

  /** Training with Adam, a constant learning rate, and without early stopping. */
  public static Training adam(double learningRate, int batchSize, int epochs) {
    return new Training(
        epochs, batchSize, learningRate, RateDecay.none(), OptimizerChoice.adam(), 0, epochs);
  }

  /**
   * What the loop is to do.
   *
   * @param l2 weight of half the squared length of all weights in the loss, whose gradient the
   *     optimiser adds; biases are left out
   * @param examples of an epoch, in batches of {@code batchSize}
   * @throws BadInputException if both l2 and weightDecay are set
   */
  public TrainingPlan plan(double l2, int examples) {
    return plan(l2, examples, 1);
  }

  /**
   * The same for a training that takes several steps with each batch, such as phases in turn: the
   * learning rate falls over all of them.
   *
   * @param steps of each batch, in all phases together
   */
  public TrainingPlan plan(double l2, int examples, int steps) {
    return planOf(l2, (examples + batchSize - 1L) / batchSize, steps);
  }

  /** The same where examples may be cut into batches in a way of their own. */
  public TrainingPlan plan(double l2, Examples<?> examples) {
    return planOf(l2, examples.batches(batchSize), 1);
  }

  private TrainingPlan planOf(double l2, long batches, int stepsOfBatch) {
    if (l2 != 0 && weightDecay != 0) {
      throw new BadInputException(
          "l2 is %s and weightDecay %s; set one of them to 0".formatted(l2, weightDecay));
    }
    WeightDecay decay =
        weightDecay == 0 ? WeightDecay.coupled(l2) : WeightDecay.decoupled(weightDecay);
    boolean full = optimizer.isFullBatch();
    long steps = stepsOfBatch * (full ? 1 : batches);
    return new TrainingPlan(
        epochs,
        full ? OptionalInt.empty() : OptionalInt.of(batchSize),
        optimizer.kind() == OptimizerChoice.Kind.L_BFGS
            ? Schedule.constant(1)
            : rateDecay.from(learningRate, epochs, steps),
        optimizer.with(decay),
        patience);
  }
}
