package org.refold.kernel;

import java.util.SplittableRandom;

/**
 * Draws from the standard normal distribution by the ziggurat method (Marsaglia and Tsang 2000) in
 * the form of Doornik (2005), from streams of 64 random bits. {@link
 * SplittableRandom#nextGaussian()} would do, but its numbers change from one JDK to the next; these
 * are the same on every one: the arithmetic is that of IEEE 754, and logarithm and exponential are
 * those of {@link StrictMath}.
 *
 * <p>The area under {@code f(x) = exp(-x²/2)}, x from 0, is covered by {@value #BLOCKS} blocks of
 * equal area: the lowest one is a rectangle with the tail beyond {@value #TAIL}, the others are
 * rectangles stacked on it. A draw picks a block by its lowest bits and a place in it by its upper
 * ones, and is done where the place lies under the curve in any case: 98 times in 100.
 */
public final class NormalDraws {

  private static final int BLOCKS = 128;

  /** Where the tail begins, and the area of a block: the solution for 128 blocks. */
  private static final double TAIL = 3.442619855899;

  private static final double AREA = 9.91256303526217e-3;

  /** The widths of the blocks, from the lowest to the tip, where it is 0. */
  private static final double[] WIDTHS = widths();

  private NormalDraws() {}

  private static double[] widths() {
    double[] widths = new double[BLOCKS + 1];
    widths[0] = AREA / density(TAIL);
    widths[1] = TAIL;
    for (int block = 2; block < BLOCKS; block++) {
      double below = widths[block - 1];
      widths[block] = Math.sqrt(-2 * StrictMath.log(AREA / below + density(below)));
    }
    return widths;
  }

  private static double density(double x) {
    return StrictMath.exp(-x * x / 2);
  }

  /**
   * The next number of a stream, mostly from one draw of 64 bits.
   *
   * @param random the stream to draw from. Modified.
   */
  public static double next(SplittableRandom random) {
    while (true) {
      long bits = random.nextLong();
      int block = (int) bits & (BLOCKS - 1);
      double x = (bits >> Draws.UNUSED_BITS) * 0x1p-52 * WIDTHS[block];
      double size = Math.abs(x);
      if (size < WIDTHS[block + 1]) {
        return x;
      }
      if (block == 0) {
        return Math.copySign(tail(random), x);
      }
      double bottom = density(WIDTHS[block]);
      double top = density(WIDTHS[block + 1]);
      if (bottom + random.nextDouble() * (top - bottom) < density(x)) {
        return x;
      }
    }
  }

  /** A number beyond the lowest rectangle (Marsaglia 1964). */
  private static double tail(SplittableRandom random) {
    while (true) {
      double beyond = -StrictMath.log(aboveZero(random)) / TAIL;
      if (-2 * StrictMath.log(aboveZero(random)) > beyond * beyond) {
        return TAIL + beyond;
      }
    }
  }

  private static double aboveZero(SplittableRandom random) {
    return 1 - random.nextDouble();
  }
}
