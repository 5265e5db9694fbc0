package org.refold.kernel;

import java.util.SplittableRandom;

/**
 * Random streams as functions of what they are for: the same (seed, purpose, indices) always gives
 * the same stream, whatever other streams were drawn from before and on whatever thread. Nothing is
 * shared and nothing is global.
 */
public final class Streams {

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
    long hash = mix(seed + 0x9E3779B97F4A7C15L);
    for (int k = 0; k < purpose.length(); k++) {
      hash = mix(hash ^ purpose.charAt(k));
    }
    hash = mix(hash ^ purpose.length());
    for (long index : indices) {
      hash = mix(hash + index + 0x9E3779B97F4A7C15L);
    }
    return hash;
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
