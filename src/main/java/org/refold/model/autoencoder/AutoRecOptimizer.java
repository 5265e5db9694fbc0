package org.refold.model.autoencoder;

/** How the loss of an AutoRec is made small. */
public enum AutoRecOptimizer {
  /** Adam on mini-batches. */
  ADAM,
  /** Resilient propagation on all rows at once: an epoch is one step. The paper's choice. */
  RPROP,
  /** Limited-memory BFGS on all rows at once: an epoch is one iteration. */
  L_BFGS
}
