package org.refold.evaluate;

import java.util.Arrays;

/** Means of questions for each user, of each metric. Questions come in the order of users. */
final class UserMeans {

  private final double[][] means;
  private final int[][] counts;

  /**
   * @param means for each metric and user; filled. Modified.
   */
  UserMeans(double[][] means) {
    this.means = means;
    this.counts = new int[means.length][means.length == 0 ? 0 : means[0].length];
    Arrays.stream(means).forEach(ofMetric -> Arrays.fill(ofMetric, 0));
  }

  /**
   * Takes values.
   *
   * @param values for each metric and question; NaN takes no part
   */
  void add(Cases cases, double[][] values) {
    for (int m = 0; m < means.length; m++) {
      for (int k = 0; k < cases.count(); k++) {
        if (!Double.isNaN(values[m][k])) {
          means[m][cases.userOf()[k]] += values[m][k];
          counts[m][cases.userOf()[k]]++;
        }
      }
    }
  }

  /** Divides; NaN where no question has a value. */
  void finish() {
    for (int m = 0; m < means.length; m++) {
      for (int user = 0; user < means[m].length; user++) {
        means[m][user] /= counts[m][user];
      }
    }
  }
}
