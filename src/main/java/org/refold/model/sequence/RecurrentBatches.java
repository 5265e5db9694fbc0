package org.refold.model.sequence;

/** What a training step of GRU4Rec reads. */
public enum RecurrentBatches {
  /** Whole histories; gradients flow through all of their steps. */
  SEQUENCES,
  /**
   * An item of each of some histories side by side; the state is passed on to the next step, the
   * gradient is not.
   */
  SESSION_PARALLEL
}
