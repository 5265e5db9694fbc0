package org.refold.split.protocol;

/** What becomes of held-out interactions whose user or item has no training data. */
public enum Cold {
  /** They go, and are counted. */
  DROP,
  /** They stay, and are counted. */
  KEEP
}
