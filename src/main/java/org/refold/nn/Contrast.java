package org.refold.nn;

/**
 * Losses of one row that compare the score t of a target with the scores {@code s_j} of negatives;
 * s is the logistic function and q the softmax over the negatives alone, through which gradients
 * flow too (Rendle et al. 2009; Hidasi and Karatzoglou 2018, section 3).
 */
public enum Contrast {
  /** {@code -log(e^t / (e^t + sum_j e^(s_j)))}: a softmax over the target and the negatives. */
  CROSS_ENTROPY,
  /** {@code -sum_j log s(t - s_j)}: a sum over negatives. */
  BPR,
  /** {@code -log(sum_j q_j s(t - s_j) + 1e-24) + regularisation sum_j q_j s_j^2}. */
  BPR_MAX,
  /** {@code mean_j [s(s_j - t) + s(s_j^2)]}. */
  TOP1,
  /** {@code sum_j q_j [s(s_j - t) + s(s_j^2)]}. */
  TOP1_MAX
}
