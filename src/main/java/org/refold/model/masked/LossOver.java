package org.refold.model.masked;

/** The entries of a row that the loss sums over. */
public enum LossOver {
  /** What was hidden; a history of one item is left visible and has no loss. */
  HIDDEN,
  /** All, visible ones too. */
  ALL
}
