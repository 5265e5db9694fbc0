package org.refold.nn;

/** What a pass over the tape is for. */
public enum Mode {
  /** Gradients are recorded, dropout drops, latent codes are drawn. */
  TRAINING,
  /** Nothing is recorded or random: dropout lets everything through, latent codes are means. */
  SCORING
}
