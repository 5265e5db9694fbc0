/**
 * The one training loop. A model states its equations as a {@link org.refold.train.Network}; {@link
 * org.refold.train.TrainingPlan} does everything that is the same for all: batches, schedules,
 * optimisers, the choice of the best epoch, early stopping, divergence, checkpoints, progress.
 *
 * <pre>{@code
 * public TrainedModel fit(Interactions train, Fitting fitting) {
 *   Preconditions.notEmpty(this, train);
 *   MyNetwork network = new MyNetwork(this, train, fitting.seed());
 *   TrainingLog history =
 *       TrainingPlan.of(epochs, batchSize)
 *           .withOptimizer(new Adam()::over)
 *           .withLearningRate(learningRate)
 *           .withPatience(patience)
 *           .fit(this, train, network, fitting);
 *   return network.model(history);
 * }
 *
 * // in MyNetwork, which implements Network:
 * public Var loss(Step step) {
 *   SparseRows x = step.ones(train);
 *   ... operations of org.refold.nn.op on step.tape() ...
 *   double weight = beta.at(step.number());
 *   step.record("beta", weight);
 *   return Elements.combine(1, reconstruction, weight, divergence);
 * }
 * }</pre>
 */
@NullMarked
package org.refold.train;

import org.jspecify.annotations.NullMarked;
