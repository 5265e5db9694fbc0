package org.refold.evaluate.metric;

import java.util.Arrays;

/**
 * The discounts of all ranks and their sums, grown as far as asked for. Not for several threads.
 */
final class DiscountTable {

  private final Ndcg.Discount discount;
  private double[] factors = {0};
  private double[] sums = {0};

  DiscountTable(Ndcg.Discount discount) {
    this.discount = discount;
  }

  /** The factor for a rank, which counts from 1. */
  double at(int rank) {
    growTo(rank);
    return factors[rank];
  }

  /** The sum of the factors for the first {@code ranks} ranks. */
  double sum(int ranks) {
    growTo(ranks);
    return sums[ranks];
  }

  private void growTo(int rank) {
    int known = factors.length;
    if (rank >= known) {
      factors = Arrays.copyOf(factors, Math.max(128, 2 * rank));
      sums = Arrays.copyOf(sums, factors.length);
      for (int r = known; r < factors.length; r++) {
        factors[r] = discount.at(r);
        sums[r] = sums[r - 1] + factors[r];
      }
    }
  }
}
