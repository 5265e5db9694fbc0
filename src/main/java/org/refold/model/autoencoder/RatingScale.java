package org.refold.model.autoencoder;

import org.refold.data.Interactions;

/**
 * The bounds of the training ratings.
 *
 * @param least the lowest rating that occurs
 * @param most the highest
 */
record RatingScale(float least, float most) {

  /** The bounds of some ratings, of which there is one at least. */
  static RatingScale of(Interactions ratings) {
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (int p = 0; p < ratings.size(); p++) {
      least = Math.min(least, ratings.value(p));
      most = Math.max(most, ratings.value(p));
    }
    return new RatingScale(least, most);
  }

  /** Halfway between the bounds: what is said of users and items without a rating. */
  float middle() {
    return least / 2 + most / 2;
  }

  /** The nearest number within the bounds. */
  float clip(float rating) {
    return Math.min(most, Math.max(least, rating));
  }
}
