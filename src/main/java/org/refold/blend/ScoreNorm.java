package org.refold.blend;

import java.util.Arrays;

/**
 * How the scores of one model for one user are brought to the scale of other models. What it takes
 * from all items together (mean, bounds, ranks) is taken from the candidates alone, the items
 * outside the user's history: a model may score what it was given far above all else. Items of the
 * history then go the same way as the others.
 *
 * <p>A score that is minus infinity or no number goes with the lowest candidate, plus infinity with
 * the highest. Where all candidates score the same, all items have 0.
 */
public enum ScoreNorm {
  /** Mean 0 and standard deviation 1 (that of the population): (1, 2, 3) is -+1.224745 and 0. */
  Z {
    @Override
    void applyFinite(float[] scores, float[] candidates, float least, float most) {
      double mean = 0;
      for (float score : candidates) {
        mean += score;
      }
      mean /= candidates.length;
      double squares = 0;
      for (float score : candidates) {
        squares += (score - mean) * (score - mean);
      }
      shift(scores, mean, Math.sqrt(squares / candidates.length));
    }
  },
  /** The lowest candidate has 0, the highest 1. */
  MIN_MAX {
    @Override
    void applyFinite(float[] scores, float[] candidates, float least, float most) {
      shift(scores, least, (double) most - least);
    }
  },
  /** The share of the other candidates that score less, r / (n - 1); of equals, half. */
  RANK {
    @Override
    void applyFinite(float[] scores, float[] candidates, float least, float most) {
      Arrays.sort(candidates);
      double others = candidates.length - 1.0;
      for (int item = 0; item < scores.length; item++) {
        int below = countBelow(candidates, scores[item]);
        int equal = countBelow(candidates, Math.nextUp(scores[item])) - below;
        double rank = below + Math.max(0, equal - 1) / 2.0;
        scores[item] = (float) (Math.min(rank, others) / others);
      }
    }
  };

  /**
   * Changes scores that are finite, by the candidates, which are not all the same.
   *
   * @param scores {@code [items]}. Modified.
   * @param candidates the scores of the candidates. Modified.
   * @param least the lowest of them
   * @param most the highest
   */
  abstract void applyFinite(float[] scores, float[] candidates, float least, float most);

  /**
   * Brings scores to the scale.
   *
   * @param scores of one user, {@code [items]}; finite afterwards. Modified.
   * @param history items of the user, each once
   */
  void apply(float[] scores, int[] history) {
    boolean[] known = new boolean[scores.length];
    for (int item : history) {
      known[item] = true;
    }
    float[] candidates = new float[scores.length];
    int n = 0;
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (int item = 0; item < scores.length; item++) {
      if (!known[item] && Float.isFinite(scores[item])) {
        candidates[n++] = scores[item] + 0f; // of two zeros, the positive one
        least = Math.min(least, scores[item]);
        most = Math.max(most, scores[item]);
      }
    }
    if (n == 0 || least == most) {
      Arrays.fill(scores, 0);
      return;
    }
    for (int item = 0; item < scores.length; item++) {
      if (!Float.isFinite(scores[item])) {
        scores[item] = scores[item] > 0 ? most : least;
      }
    }
    applyFinite(scores, Arrays.copyOf(candidates, n), least, most);
  }

  private static void shift(float[] scores, double by, double unit) {
    for (int item = 0; item < scores.length; item++) {
      scores[item] = (float) ((scores[item] - by) / unit);
    }
  }

  /** How many of some ascending numbers are less than another. */
  private static int countBelow(float[] ascending, float bound) {
    int from = 0;
    int to = ascending.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (ascending[middle] < bound) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
