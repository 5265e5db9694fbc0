package org.refold.split;

/** What becomes of the values. */
public enum Feedback {
  /** They go: an interaction says only that it happened. */
  BINARY,
  /** They stay, where the data have them. */
  RATINGS
}
