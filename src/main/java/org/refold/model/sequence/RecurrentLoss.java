package org.refold.model.sequence;

/** How GRU4Rec and its relatives tell the next item from negatives. */
public enum RecurrentLoss {
  /** Cross-entropy: over the whole catalogue where no negatives are asked for. */
  CROSS_ENTROPY,
  /**
   * Bayesian personalised ranking, weighted by the softmax of negatives, with regularised scores.
   */
  BPR_MAX,
  /** TOP1, weighted by the softmax of negatives. */
  TOP1_MAX
}
