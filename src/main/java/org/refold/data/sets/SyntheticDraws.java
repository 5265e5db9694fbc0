package org.refold.data.sets;

import java.util.SplittableRandom;

/**
 * Random numbers of one stream. Everything is made from 64-bit draws and {@link StrictMath}, so a
 * seed gives the same data on every machine and Java version.
 */
final class SyntheticDraws {

  private static final double DOUBLE_UNIT = 0x1.0p-53;

  private final SplittableRandom source;

  private SyntheticDraws(SplittableRandom source) {
    this.source = source;
  }

  /** The stream of one purpose, and within it of one index; no two share numbers. */
  static SyntheticDraws of(long seed, String purpose, long index) {
    long hash = mix(seed + 0x9E3779B97F4A7C15L);
    for (int k = 0; k < purpose.length(); k++) {
      hash = mix(hash ^ purpose.charAt(k));
    }
    return new SyntheticDraws(new SplittableRandom(mix(hash + index + 0x9E3779B97F4A7C15L)));
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Uniform in [0, 1). */
  double uniform() {
    return (source.nextLong() >>> 11) * DOUBLE_UNIT;
  }

  /** Uniform among 0 to {@code bound - 1}. */
  int below(int bound) {
    return (int) (uniform() * bound);
  }

  /** Whether an event of this probability happens. */
  boolean happens(double probability) {
    return uniform() < probability;
  }

  /** Standard normal, by Box and Muller. */
  double gaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
    return radius * StrictMath.cos(2 * Math.PI * uniform());
  }

  /** Exponential with mean 1. */
  double exponential() {
    return -StrictMath.log(1 - uniform());
  }

  /** One of the numbers 0 to {@code size - 1}, each once, in random order. */
  int[] permutation(int size) {
    int[] numbers = new int[size];
    for (int k = 0; k < size; k++) {
      int other = below(k + 1);
      numbers[k] = numbers[other];
      numbers[other] = k;
    }
    return numbers;
  }
}
