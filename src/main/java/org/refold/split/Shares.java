package org.refold.split;

/** The whole number of things that a share of them makes. */
public final class Shares {

  /** A share such as 0.29 has no exact binary value: 0.29 x 100 must be 29, not 28. */
  private static final double ROUNDING = 1e-9;

  private Shares() {}

  /** {@code share x total}, rounded down. */
  public static int of(double share, int total) {
    return (int) Math.floor(share * total + ROUNDING);
  }

  /** What stays of {@code total} when the share that stays is rounded down: the rest. */
  public static int restOf(double share, int total) {
    return total - of(1 - share, total);
  }
}
