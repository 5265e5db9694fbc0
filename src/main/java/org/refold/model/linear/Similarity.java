package org.refold.model.linear;

/**
 * How alike two items are, from how many users have both ({@code both}), the first ({@code a}), the
 * second ({@code b}), of {@code users} in all. The shrinkage {@code h} is counted in users: it
 * holds down pairs that few users support. With a {@link Weighting}, {@code both} is the inner
 * product and {@code a} and {@code b} are squared lengths. Between users they are the same with
 * users and items exchanged, the second the one whose neighbours are sought.
 */
public enum Similarity {
  /** {@code both / (sqrt(a b) + h)}. */
  COSINE {
    @Override
    double of(double both, double a, double b, double users, double h, double alpha) {
      return both / (Math.sqrt(a * b) + h);
    }
  },
  /** {@code both / (a + b - both + h)}: intersection over union, also named after Tanimoto. */
  JACCARD {
    @Override
    double of(double both, double a, double b, double users, double h, double alpha) {
      return both / (a + b - both + h);
    }
  },
  /** {@code 2 both / (a + b + h)}. */
  DICE {
    @Override
    double of(double both, double a, double b, double users, double h, double alpha) {
      return 2 * both / (a + b + h);
    }
  },
  /** {@code both / (a + h)}: how often who has the first has the second too; not symmetric. */
  CONDITIONAL {
    @Override
    double of(double both, double a, double b, double users, double h, double alpha) {
      return both / (a + h);
    }
  },
  /**
   * {@code both / (b^alpha a^(1 - alpha) + h)}: cosine with alpha 0.5; with 0 the conditional
   * probability. F. Aiolli, RecSys 2013.
   */
  ASYMMETRIC {
    @Override
    double of(double both, double a, double b, double users, double h, double alpha) {
      return both / (Math.pow(b, alpha) * Math.pow(a, 1 - alpha) + h);
    }
  },
  /**
   * Cosine of the ratings less each user's mean, all raters of an item in its length (B. Sarwar et
   * al., WWW 2001, take the common ones); shrinkage as there.
   */
  ADJUSTED_COSINE {
    @Override
    double of(double both, double a, double b, double users, double h, double alpha) {
      return both <= 0 ? 0 : both / (Math.sqrt(a * b) + h);
    }
  },
  /**
   * {@code (both - a b / users) / (sqrt(a b (1 - a / users) (1 - b / users)) + h)}: Pearson's
   * correlation of the two columns, zeros included; negative where the items avoid each other.
   */
  PEARSON {
    @Override
    double of(double both, double a, double b, double users, double h, double alpha) {
      double variances = a * (1 - a / users) * b * (1 - b / users);
      double covariance = both - a * b / users;
      return covariance <= 0 ? covariance : covariance / (Math.sqrt(variances) + h);
    }
  },
  /** {@code both}: the plain count; shrinkage does nothing. */
  CO_OCCURRENCE {
    @Override
    double of(double both, double a, double b, double users, double h, double alpha) {
      return both;
    }
  };

  /**
   * The similarity of two items that share at least one user.
   *
   * @param both users who have both
   * @param a users of the first item, the one in the history
   * @param b users of the second item, the one that is scored
   * @param users all users of the training data
   * @param h the shrinkage
   * @param alpha the weight of the second item's length, where that is asked for
   * @return only positive similarities make neighbours
   */
  abstract double of(double both, double a, double b, double users, double h, double alpha);

  /** Whether it is defined on ones alone, so that a weighting makes no sense. */
  boolean isOfCounts() {
    return this == PEARSON || this == CO_OCCURRENCE || this == ADJUSTED_COSINE;
  }
}
