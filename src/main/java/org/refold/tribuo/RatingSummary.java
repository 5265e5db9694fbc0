package org.refold.tribuo;

import org.refold.data.Interactions;

/**
 * What is remembered of the training ratings.
 *
 * @param mean of all ratings: what is predicted where nothing is known
 * @param least the lowest rating that occurs
 * @param most the highest
 */
record RatingSummary(float mean, float least, float most) {

  /** The summary of some ratings, of which there is one at least. */
  static RatingSummary of(Interactions ratings) {
    double sum = 0;
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (int p = 0; p < ratings.size(); p++) {
      sum += ratings.value(p);
      least = Math.min(least, ratings.value(p));
      most = Math.max(most, ratings.value(p));
    }
    return new RatingSummary((float) (sum / ratings.size()), least, most);
  }

  /** The nearest number within the bounds. */
  float clip(float rating) {
    return Math.min(most, Math.max(least, rating));
  }
}
