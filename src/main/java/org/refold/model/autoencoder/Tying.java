package org.refold.model.autoencoder;

/** Whether an autoencoder's decoder has weights of its own. */
public enum Tying {
  /** It has. */
  UNTIED,
  /** It uses those of the encoder, turned. */
  TIED
}
