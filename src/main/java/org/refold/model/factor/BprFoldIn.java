package org.refold.model.factor;

import java.util.Arrays;
import org.refold.kernel.Kernels;
import org.refold.kernel.Streams;

/**
 * Folds a history into {@link Bpr}, or {@link Fm} without ratings: the steps of training on the
 * vector of the user alone, from zero and with items as they are. What is drawn is a function of
 * the history.
 */
final class BprFoldIn implements FoldInRule {

  private static final int TIMES = 20;

  private final Factors factors;
  private final float rate;
  private final float keep;

  BprFoldIn(Factors factors, double rate, double l2) {
    this.factors = factors;
    this.rate = (float) rate;
    this.keep = (float) (1 - rate * l2);
  }

  @Override
  public float fold(History history, float[] vector) {
    int[] items = history.items();
    int n = factors.items().rows();
    if (items.length == n) {
      return 0;
    }
    long stream = Streams.seedOf(Arrays.hashCode(items), "folded in");
    float[] positive = new float[vector.length];
    float[] negative = new float[vector.length];
    long draw = 0;
    for (int step = 0; step < TIMES * items.length; step++) {
      int i = items[(int) Streams.below(items.length, Streams.bitsAt(stream, draw++))];
      int j = i;
      while (Arrays.binarySearch(items, j) >= 0) {
        j = (int) Streams.below(n, Streams.bitsAt(stream, draw++));
      }
      factors.items().readRow(i, positive);
      factors.items().readRow(j, negative);
      Kernels.axpy(-1, negative, 0, positive, 0, positive.length);
      double x =
          factors.itemBiases()[i]
              - factors.itemBiases()[j]
              + Kernels.dot(vector, 0, positive, 0, vector.length);
      float g = rate * (float) BprPass.slope(x);
      Kernels.axpby(g, positive, 0, keep, vector, 0, vector.length);
    }
    return 0;
  }
}
