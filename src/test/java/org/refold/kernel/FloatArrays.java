package org.refold.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Numbers to try the kernels with, and the providers to try. */
final class FloatArrays {

  /** Every length up to a few vectors, so that each number of left-over elements occurs. */
  static final int LONGEST = 67;

  private FloatArrays() {}

  static List<Provider> providers() {
    List<Provider> providers = new ArrayList<>(List.of(Provider.scalar()));
    Providers.vector().ifPresent(providers::add);
    return providers;
  }

  /** Numbers of many magnitudes, of both signs, with some zeros and denormal numbers. */
  static float[] varied(int length, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] numbers = new float[length];
    for (int k = 0; k < length; k++) {
      double sign = random.nextBoolean() ? 1 : -1;
      numbers[k] =
          switch (random.nextInt(6)) {
            case 0 -> (float) (sign * random.nextDouble() * 100);
            case 1 -> (float) (sign * Math.pow(10, -random.nextInt(40) - random.nextDouble()));
            case 2 -> (float) (sign * 0.0);
            case 3 -> (float) (sign * Float.MIN_VALUE * random.nextInt(1000));
            default -> (float) (sign * random.nextDouble() * 4);
          };
    }
    return numbers;
  }

  /** Numbers between -1 and 1. */
  static float[] small(int length, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] numbers = new float[length];
    for (int k = 0; k < length; k++) {
      numbers[k] = (float) (2 * random.nextDouble() - 1);
    }
    return numbers;
  }

  static double[] toDouble(float[] numbers) {
    double[] doubles = new double[numbers.length];
    for (int k = 0; k < numbers.length; k++) {
      doubles[k] = numbers[k];
    }
    return doubles;
  }

  /**
   * Compares number by number: the error may be some units in the last place of what is expected,
   * and where that is below the normal floats, the smallest of them.
   */
  static void requireClose(float[] actual, double[] expected, double ulps, String what) {
    for (int k = 0; k < expected.length; k++) {
      requireClose(actual[k], expected[k], ulps, what + " at " + k);
    }
  }

  static void requireClose(float actual, double expected, double ulps, String what) {
    boolean close;
    if (Double.isNaN(expected)) {
      close = Float.isNaN(actual);
    } else if (Double.isInfinite((float) expected)) {
      close = actual == (float) expected;
    } else {
      double unit = Math.max(Math.ulp((float) Math.abs(expected)), 0);
      double floor = Math.abs(expected) < Float.MIN_NORMAL * 2 ? Float.MIN_NORMAL : 0;
      close = Math.abs(actual - expected) <= ulps * unit + floor;
    }
    if (!close) {
      throw new AssertionError(
          String.format(Locale.ROOT, "%s: got %s, expected %s", what, actual, expected));
    }
  }
}
