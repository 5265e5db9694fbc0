package org.refold.train;

/**
 * A system that is trained by gradients. What is often changed of its {@link Training} can be
 * changed at the system itself.
 *
 * @param <R> the system's own class
 */
public interface Trainable<R> {

  /** How it is trained. */
  Training training();

  /** The same, trained in another way. */
  R with(Training other);

  /** The same with another number of passes over the data, at most; patience stays as it is. */
  default R withEpochs(int epochs) {
    return with(training().withEpochs(epochs));
  }

  /** The same with another number of examples in a training step. */
  default R withBatchSize(int examples) {
    return with(training().withBatchSize(examples));
  }

  /** The same with another learning rate. */
  default R withLearningRate(double rate) {
    return with(training().withLearningRate(rate));
  }

  /** The same with a learning rate that falls in another way. */
  default R withRateDecay(RateDecay decay) {
    return with(training().withRateDecay(decay));
  }

  /** The same with another optimiser. */
  default R withOptimizer(OptimizerChoice optimizer) {
    return with(training().withOptimizer(optimizer));
  }

  /** The same with another number of epochs to wait for a better validation metric. */
  default R withPatience(int epochs) {
    return with(training().withPatience(epochs));
  }
}
