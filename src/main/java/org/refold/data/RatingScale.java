package org.refold.data;

/**
 * The bounds of the training ratings.
 *
 * @param least the lowest rating that occurs
 * @param most the highest
 */
public record RatingScale(float least, float most) {

  /** The scale of data without ratings. */
  public static final RatingScale NONE = new RatingScale(1, 1);

  /** The bounds of some ratings, of which there is one at least. */
  public static RatingScale of(Interactions ratings) {
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (int p = 0; p < ratings.size(); p++) {
      least = Math.min(least, ratings.value(p));
      most = Math.max(most, ratings.value(p));
    }
    return new RatingScale(least, most);
  }

  /** Halfway between the bounds: what is said of users and items without a rating. */
  public float middle() {
    return least / 2 + most / 2;
  }

  /** The nearest number within the bounds. */
  public float clip(float rating) {
    return Math.min(most, Math.max(least, rating));
  }
}
