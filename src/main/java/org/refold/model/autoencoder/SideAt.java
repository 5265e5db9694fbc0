package org.refold.model.autoencoder;

/** Where an autoencoder reads attributes. */
public enum SideAt {
  /** Nowhere. */
  NONE,
  /** In the first layer, beside the history. */
  INPUT,
  /** In the code. */
  CODE,
  /** In both. */
  BOTH;

  boolean isInput() {
    return this == INPUT || this == BOTH;
  }

  boolean isCode() {
    return this == CODE || this == BOTH;
  }
}
