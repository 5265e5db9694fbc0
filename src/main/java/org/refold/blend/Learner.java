package org.refold.blend;

/** How it is found what each member of a blend weighs. */
public enum Learner {
  /** Not at all: every member weighs the same. The only one that needs no validation data. */
  EQUAL,
  /**
   * By trying: weights that are multiples of 0.05 and sum to 1, moved as long as the validation
   * metric rises.
   */
  SIMPLEX,
  /**
   * Logistic regression of Tribuo on the scores, numbers of the items, and the history's length.
   */
  LOGISTIC,
  /** Boosted trees on the same (XGBoost by Tribuo, which has native code for x86-64 only). */
  XGBOOST;

  /** Whether it learns from held-out items. */
  boolean learns() {
    return this != EQUAL;
  }

  /** Whether it looks at more than the scores of the members. */
  boolean readsTraits() {
    return this == LOGISTIC || this == XGBOOST;
  }
}
