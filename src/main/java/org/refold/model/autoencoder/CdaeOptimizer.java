package org.refold.model.autoencoder;

/** How the loss of a {@link Cdae} is made small, step by step on batches of users. */
public enum CdaeOptimizer {
  /** AdaGrad as the authors' code has it: the paper's choice. */
  ADAGRAD,
  /** Adam with the settings of its paper. */
  ADAM,
  /** Plain stochastic gradients. */
  SGD
}
