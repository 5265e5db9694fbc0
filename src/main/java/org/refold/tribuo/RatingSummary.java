package org.refold.tribuo;

import org.refold.data.Interactions;
import org.refold.data.RatingScale;

/**
 * What is remembered of the training ratings.
 *
 * @param mean of all ratings: what is predicted where nothing is known
 * @param scale their bounds
 */
record RatingSummary(float mean, RatingScale scale) {

  /** The summary of some ratings, of which there is one at least. */
  static RatingSummary of(Interactions ratings) {
    double sum = 0;
    for (int p = 0; p < ratings.size(); p++) {
      sum += ratings.value(p);
    }
    return new RatingSummary((float) (sum / ratings.size()), RatingScale.of(ratings));
  }
}
