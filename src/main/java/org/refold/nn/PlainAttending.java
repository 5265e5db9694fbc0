package org.refold.nn;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.refold.kernel.DoubleKernels;
import org.refold.kernel.Matrix;

/** Plain loops in double precision. */
final class PlainAttending implements Attending {

  static final Attending INSTANCE = new PlainAttending();

  private PlainAttending() {}

  @Override
  public void shares(Matrix scores, int row, int visible, int keys) {
    double[] numbers = new double[keys];
    scores.read(row, 0, numbers, 0, visible);
    DoubleKernels.softmax(numbers, numbers, 0, visible);
    Arrays.fill(numbers, visible, keys, 0);
    scores.write(row, 0, numbers, 0, keys);
  }

  @Override
  public void thin(
      double rate, long seed, Matrix shares, Matrix thinned, int row, int visible, int keys) {
    double[] numbers = new double[keys];
    shares.read(row, 0, numbers, 0, visible);
    multiplyByMask(rate, seed, numbers, visible);
    thinned.write(row, 0, numbers, 0, keys);
  }

  private static void multiplyByMask(double rate, long seed, double[] numbers, int visible) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int k = 0; k < visible; k++) {
      numbers[k] = random.nextDouble() < rate ? 0 : numbers[k] / (1 - rate);
    }
  }

  @Override
  public void slopes(
      double rate, long seed, Matrix shares, Matrix g, int row, int visible, int keys) {
    double[] slopes = new double[visible];
    double[] own = new double[visible];
    g.read(row, 0, slopes, 0, visible);
    if (rate > 0) {
      multiplyByMask(rate, seed, slopes, visible);
    }
    shares.read(row, 0, own, 0, visible);
    double mean = 0;
    for (int k = 0; k < visible; k++) {
      mean += own[k] * slopes[k];
    }
    double[] result = new double[keys];
    for (int k = 0; k < visible; k++) {
      result[k] = own[k] * (slopes[k] - mean);
    }
    g.write(row, 0, result, 0, keys);
  }
}
