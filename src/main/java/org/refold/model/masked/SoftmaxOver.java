package org.refold.model.masked;

/** The items in the denominator of a softmax. */
public enum SoftmaxOver {
  /** All. */
  ALL,
  /** All but those that are visible, which need not be predicted. */
  NOT_VISIBLE
}
