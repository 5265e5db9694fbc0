package org.refold.model.masked;

/** The entries of a row that a mask may hide. */
public enum MaskOver {
  /** The items of the history. */
  OBSERVED,
  /** Those, and items that are not in it, to be told from them. */
  ALL
}
