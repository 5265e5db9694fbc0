package org.refold.kernel;

import java.util.SplittableRandom;

/**
 * Random streams as functions of what they are for: the same (seed, purpose, indices) always gives
 * the same stream, whatever other streams were drawn from before and on whatever thread. Nothing is
 * shared and nothing is global.
 */
public final class Streams {

  private static final long GAMMA = Draws.GAMMA;

  private Streams() {}

  /**
   * The stream for one purpose.
   *
   * @param seed the seed of the run
   * @param purpose what the numbers are for, such as {@code "dropout"}
   * @param indices whatever else tells this stream from others: epoch, user, layer
   */
  public static SplittableRandom of(long seed, String purpose, long... indices) {
    return new SplittableRandom(seedOf(seed, purpose, indices));
  }

  /**
   * The seed of that stream, for generators of another kind.
   *
   * @param seed the seed of the run
   * @param purpose what the numbers are for
   * @param indices whatever else tells this stream from others
   */
  public static long seedOf(long seed, String purpose, long... indices) {
    long hash = mix(seed + GAMMA);
    for (int k = 0; k < purpose.length(); k++) {
      hash = mix(hash ^ purpose.charAt(k));
    }
    hash = mix(hash ^ purpose.length());
    for (long index : indices) {
      hash = mix(hash + index + GAMMA);
    }
    return hash;
  }

  /**
   * One draw of 64 bits at a place of a stream, without a generator: what {@link
   * SplittableRandom#nextLong} of this seed gives at its call number {@code index}, from 0.
   */
  public static long bitsAt(long seed, long index) {
    return mix(seed + (index + 1) * GAMMA);
  }

  /**
   * A whole number {@code 0 <= n < bound} out of 64 random bits. Numbers are equally probable up to
   * a share of {@code bound / 2^63}.
   *
   * @param bound at least 1
   */
  public static long below(long bound, long bits) {
    long half = bits >>> 1;
    return (Math.multiplyHigh(half, bound) << 1) | ((half * bound) >>> 63);
  }

  /** The finaliser of MurmurHash3 with the constants of Stafford's variant 13: a bijection. */
  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /**
   * Puts numbers into random order, by Fisher and Yates.
   *
   * @param numbers Modified.
   * @param random the stream to draw from. Modified.
   */
  public static void shuffle(int[] numbers, SplittableRandom random) {
    for (int k = numbers.length - 1; k > 0; k--) {
      int other = random.nextInt(k + 1);
      int held = numbers[k];
      numbers[k] = numbers[other];
      numbers[other] = held;
    }
  }
}
