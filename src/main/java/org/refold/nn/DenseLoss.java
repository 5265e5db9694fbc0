package org.refold.nn;

/**
 * Negative log-likelihoods of a sparse row x under a dense row of outputs f, the three of Liang et
 * al. 2018 (section 2.2, equations 2 to 4). Sums over items.
 */
public enum DenseLoss {
  /** {@code -sum x log softmax(f)}. */
  MULTINOMIAL,
  /** {@code sum (x - f)^2 / 2}; constants are left out. */
  GAUSSIAN,
  /** {@code -sum [x log s(f) + (1 - x) log(1 - s(f))]} with the logistic function s. */
  LOGISTIC
}
