package org.refold.data.sets;

/** A piecewise linear curve through given points; how measured distributions are kept. */
final class SyntheticCurve {

  private final double[] points;

  /**
   * @param points x and y in turn, x strictly ascending
   */
  SyntheticCurve(double... points) {
    this.points = points;
  }

  /** The height at {@code x}; beyond the ends, that of the nearest end. */
  double at(double x) {
    if (x <= points[0]) {
      return points[1];
    }
    for (int k = 2; k < points.length; k += 2) {
      if (x <= points[k]) {
        double share = (x - points[k - 2]) / (points[k] - points[k - 2]);
        return points[k - 1] + share * (points[k + 1] - points[k - 1]);
      }
    }
    return points[points.length - 1];
  }
}
