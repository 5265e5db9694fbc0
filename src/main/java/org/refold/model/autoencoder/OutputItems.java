package org.refold.model.autoencoder;

/** The items whose reconstruction counts in the loss. */
public enum OutputItems {
  /** Those of the history, and some drawn at random out of all others. */
  SAMPLED,
  /** All. */
  ALL
}
