package org.refold.kernel;

/** How the numbers of a {@link Matrix} are stored. */
public enum Precision {
  /** 32 bits, for training. */
  FLOAT(Float.BYTES),
  /** 64 bits, for closed forms and for checking gradients. */
  DOUBLE(Double.BYTES);

  private final int bytes;

  Precision(int bytes) {
    this.bytes = bytes;
  }

  /** The bytes of one number. */
  public int bytes() {
    return bytes;
  }
}
