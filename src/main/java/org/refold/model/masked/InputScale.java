package org.refold.model.masked;

/** How the visible part of a history x enters the network; scoring always takes x / |x|. */
public enum InputScale {
  /** Divided by the length of the visible part: the form that scoring has. */
  RENORMALISE,
  /** Divided by the length of the whole history and by 1 - maskRatio: inverted dropout. */
  DROPOUT
}
