package org.refold.model.baseline;

/**
 * How alike two users are, from the items that both have rated: {@code n} of them, and sums over
 * them of products of the ratings x and y.
 */
public enum RatingSimilarity {
  /** {@code 1 / (1 + mean of (x - y)^2)}. */
  MSD {
    @Override
    double of(int n, double x, double y, double xx, double xy, double yy) {
      return 1 / (1 + (xx - 2 * xy + yy) / n);
    }
  },
  /** {@code sum xy / sqrt(sum x^2 sum y^2)}. */
  COSINE {
    @Override
    double of(int n, double x, double y, double xx, double xy, double yy) {
      return xx * yy > 0 ? xy / Math.sqrt(xx * yy) : 0;
    }
  },
  /** The correlation; 0 where one of them rates all the same. */
  PEARSON {
    @Override
    double of(int n, double x, double y, double xx, double xy, double yy) {
      double variances = (n * xx - x * x) * (n * yy - y * y);
      return variances > 1e-9 ? (n * xy - x * y) / Math.sqrt(variances) : 0;
    }
  };

  /** The similarity; only positive ones make neighbours. */
  abstract double of(int n, double x, double y, double xx, double xy, double yy);
}
