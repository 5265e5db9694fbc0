package org.refold.model.autoencoder;

/** What an encoder says of the code of a history. */
public enum Posterior {
  /** One code. */
  POINT,
  /** A diagonal Gaussian, from which training draws: a variational autoencoder. */
  GAUSSIAN
}
