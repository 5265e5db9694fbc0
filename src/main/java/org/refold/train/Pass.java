package org.refold.train;

/**
 * One way through all training data by a kernel of its own, such as stochastic gradients one rating
 * at a time, which would be lost in the operations of a tape.
 *
 * <p>It changes parameters and has no other state: what it draws is a function of seed and epoch,
 * so that a training that was stopped resumes to the same bits.
 */
@FunctionalInterface
public interface Pass {

  /**
   * Goes through the data once.
   *
   * @param epoch from 1
   * @param learningRate of this epoch
   * @return the mean loss of the examples, each taken before its step
   */
  double run(int epoch, double learningRate);
}
