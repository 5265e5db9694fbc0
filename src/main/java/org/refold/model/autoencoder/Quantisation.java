package org.refold.model.autoencoder;

/** How {@link DiscreteVae} makes a choice of codes out of what its encoder gives. */
public enum Quantisation {
  /**
   * A soft draw, a softmax of logits with Gumbel noise (Jang et al. 2017; Maddison et al. 2017).
   */
  GUMBEL,
  /** The nearest vector of a codebook (van den Oord et al. 2017). */
  VECTOR
}
