package org.refold.nn.layer;

import org.refold.data.Interactions;
import org.refold.data.RatingScale;

/**
 * All that a network may know of its data when it is built, so that it can be built again from a
 * file, and its memory forecast.
 *
 * @param users of the training data; 0 when loaded as a model that keeps no users
 * @param items of the training data
 * @param ratings their scale; {@link RatingScale#NONE} without ratings, and when loaded as a model
 *     that keeps no scale
 */
public record Sizes(int users, int items, RatingScale ratings) {

  /** The sizes of some training data. */
  public static Sizes of(Interactions train) {
    boolean rated = train.hasValues() && !train.isEmpty();
    return new Sizes(
        train.userCount(), train.itemCount(), rated ? RatingScale.of(train) : RatingScale.NONE);
  }
}
