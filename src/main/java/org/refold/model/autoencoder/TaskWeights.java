package org.refold.model.autoencoder;

/** How the losses of several tasks become one. */
public enum TaskWeights {
  /** Their sum, that of each attribute times {@code attributeWeight}. */
  FIXED,
  /**
   * {@code sum exp(-s_t) L_t + s_t / 2} with s learned, from 0: tasks whose loss stays large weigh
   * less (A. Kendall, Y. Gal, R. Cipolla, CVPR 2018, equation 10, for cross-entropies).
   */
  UNCERTAINTY
}
