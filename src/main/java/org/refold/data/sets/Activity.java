package org.refold.data.sets;

import java.util.Arrays;

/**
 * How many items each user rates. In MovieLens-1M each user has at least 20 ratings, and what is
 * above 20 follows a Weibull distribution of shape 0.76 (its 25, 50, 75, 90, 95 and 99 % quantiles
 * are matched within 12 %); so it is here, scaled until the numbers add up to what was asked for.
 */
final class Activity {

  private static final double SHAPE = 0.76;
  private static final int LEAST = 20;
  private static final double MOST = 0.62;

  private Activity() {}

  /** Ratings of each user, in random order; they add up to {@code spec.interactions()}. */
  static int[] counts(Synthetic spec) {
    int users = spec.users();
    int mean = spec.interactions() / users;
    int least = Math.max(1, Math.min(LEAST, mean / 2));
    int most = Math.max(mean + 1, (int) (MOST * spec.items()));
    double low = 0;
    double high = 1;
    while (sum(scaled(users, least, most, high)) < spec.interactions() && high < 1e12) {
      high *= 2;
    }
    for (int step = 0; step < 60; step++) {
      double middle = (low + high) / 2;
      if (sum(scaled(users, least, most, middle)) < spec.interactions()) {
        low = middle;
      } else {
        high = middle;
      }
    }
    int[] ordered = scaled(users, least, most, low);
    long missing = spec.interactions() - sum(ordered);
    for (int k = 0; missing > 0; k = (k + 1) % users) {
      if (ordered[k] < most) {
        ordered[k]++;
        missing--;
      }
    }
    int[] order = SyntheticDraws.of(spec.seed(), "activity", 0).permutation(users);
    return Arrays.stream(order).map(rank -> ordered[rank]).toArray();
  }

  private static int[] scaled(int users, int least, int most, double scale) {
    int[] counts = new int[users];
    Arrays.setAll(
        counts,
        k -> {
          double share = (k + 0.5) / users;
          double excess = scale * StrictMath.pow(-StrictMath.log(1 - share), 1 / SHAPE);
          return (int) Math.min(most, least + excess);
        });
    return counts;
  }

  private static long sum(int[] numbers) {
    return Arrays.stream(numbers).asLongStream().sum();
  }
}
