package org.refold.nn;

/** Losses of one output f at one target x. */
public enum EntryLoss {
  /** {@code (f - x)^2}. */
  SQUARED,
  /** {@code -x log s(f) - (1 - x) log(1 - s(f))} with the logistic function s. */
  LOGISTIC
}
