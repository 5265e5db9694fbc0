package org.refold.evaluate.statistics;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.refold.kernel.Parallel;
import org.refold.kernel.Streams;
import org.refold.settings.BadInputException;

/**
 * Fisher's paired randomisation test: if the models did not differ, each user's difference would
 * have had either sign with the same chance. p is the share of sign patterns whose mean is at least
 * as far from 0 as the mean found.
 *
 * <p>Where at most {@value #MOST_EXACT} differences are not 0, all patterns are counted and p is
 * exact. Otherwise patterns are drawn, and {@code p = (1 + b) / (1 + draws)} where b of them are as
 * far from 0 (Davison and Hinkley 1997, section 4.2): never 0, and never less than 1 / (1 + draws).
 *
 * <p>Where users were tested in folds, the differences of a fold share their models, so all of a
 * fold change sign together: with ten folds p is a multiple of 1/512.
 *
 * @param draws how many sign patterns are drawn where there are too many to count
 * @param seed of their random stream
 */
public record RandomisationTest(int draws, long seed) implements PairedTest {

  /** The most differences other than 0 for which all sign patterns are counted. */
  public static final int MOST_EXACT = 20;

  /** Sums this close, in parts of the sum of all sizes, are the same number but for rounding. */
  private static final double ROUNDING = 1e-13;

  private static final int GRAIN = 64;

  /** Checks the number of draws. */
  public RandomisationTest {
    if (draws < 1) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "the randomisation test has %d draws, but needs at least 1; typical: 10000",
              draws));
    }
  }

  @Override
  public String name() {
    return "randomisation";
  }

  @Override
  public String meaning() {
    return String.format(
        Locale.ROOT,
        "Fisher's paired randomisation test of the mean difference, two-sided: all sign"
            + " patterns for up to %d users who differ, otherwise %d drawn with seed %d; users of a"
            + " fold change sign together",
        MOST_EXACT,
        draws,
        seed);
  }

  /**
   * {@inheritDoc}
   *
   * <p>The statistic is the mean difference.
   */
  @Override
  public Result of(PairedSample sample) {
    double[] sizes = withoutZeros(sample.folds() > 1 ? sums(sample) : sample.turned());
    double found = 0;
    double all = 0;
    for (double size : sizes) {
      found += size;
      all += Math.abs(size);
    }
    double bar = found - ROUNDING * all;
    double p =
        sizes.length <= MOST_EXACT
            ? counted(sizes, bar)
            : (1.0 + drawn(sizes, bar)) / (1.0 + draws);
    return new Result(sample.mean(), p);
  }

  /** The sum of each fold's differences, turned so that all together are not negative. */
  private static double[] sums(PairedSample sample) {
    double sign = sample.mean() >= 0 ? 1 : -1;
    return Arrays.stream(sample.byFold())
        .mapToDouble(fold -> sign * Arrays.stream(fold).sum())
        .toArray();
  }

  private static double[] withoutZeros(double[] differences) {
    int n = 0;
    for (double difference : differences) {
      if (difference != 0) {
        differences[n++] = difference;
      }
    }
    return Arrays.copyOf(differences, n);
  }

  /**
   * Flipping all signs leaves a sum as far from 0 as it was, so the first one need not be flipped.
   */
  private static double counted(double[] sizes, double bar) {
    return sizes.length == 0
        ? 1
        : extreme(sizes, 1, sizes[0], bar) / (double) (1L << (sizes.length - 1));
  }

  /** How many ways to sign the sizes from {@code k} on lead to a sum at or beyond the bar. */
  private static long extreme(double[] sizes, int k, double sum, double bar) {
    if (k == sizes.length) {
      return Math.abs(sum) >= bar ? 1 : 0;
    }
    return extreme(sizes, k + 1, sum + sizes[k], bar) + extreme(sizes, k + 1, sum - sizes[k], bar);
  }

  private int drawn(double[] sizes, double bar) {
    AtomicInteger beyond = new AtomicInteger();
    Parallel.rows(
        draws,
        GRAIN,
        (from, to) -> {
          int count = 0;
          for (int draw = from; draw < to; draw++) {
            count += Math.abs(signedSum(sizes, draw)) >= bar ? 1 : 0;
          }
          beyond.addAndGet(count);
        });
    return beyond.get();
  }

  /** The sum under random signs; a random bit is moved to the sign bit, 64 to one number. */
  private double signedSum(double[] sizes, int draw) {
    SplittableRandom random = Streams.of(seed, "randomisation test", draw);
    double sum = 0;
    long bits = 0;
    for (int k = 0; k < sizes.length; k++) {
      bits = k % Long.SIZE == 0 ? random.nextLong() : bits >>> 1;
      sum += Double.longBitsToDouble(Double.doubleToRawLongBits(sizes[k]) ^ (bits << 63));
    }
    return sum;
  }
}
