/**
 * The one training loop. What is to be done is a value, {@link org.refold.train.Training}, a part
 * of the hyper-parameters of a system; what is trained is a {@link org.refold.train.Network} of
 * {@link org.refold.train.Phase}s, each with its own examples, loss and parameters. The loop does
 * everything that is the same for all: batches, schedules, optimisers, the choice of the best
 * epoch, early stopping, divergence, checkpoints, progress.
 *
 * <p>A system states its equations as one of the networks of {@code train.neural}:
 *
 * <pre>{@code
 * public Var loss(Step<Histories.Batch> step) {
 *   SparseRows x = step.batch().items();
 *   ... operations of org.refold.nn.op and layers of org.refold.nn.layer ...
 *   double weight = beta.at(step.number());
 *   step.record("beta", weight);
 *   return Elements.combine(1, reconstruction, weight, divergence);
 * }
 * }</pre>
 */
@NullMarked
package org.refold.train;

import org.jspecify.annotations.NullMarked;
