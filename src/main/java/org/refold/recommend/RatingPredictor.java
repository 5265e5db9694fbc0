package org.refold.recommend;

import org.refold.data.Interactions;

/** A model that predicts the rating a user would give to an item. */
public interface RatingPredictor extends Model {

  /**
   * Predicts one rating for each interaction of {@code pairs}.
   *
   * @param histories what each user has rated, row by row like {@code pairs}. Not modified.
   * @param pairs the users and items to predict for; users go by their raw ids, so a model that
   *     learned something of its training users finds them; values are not looked at. Not modified.
   * @param predictions {@code [pairs.size()]}, by position, on the scale of the training ratings
   *     and within its bounds. Modified.
   */
  void predict(Interactions histories, Interactions pairs, float[] predictions);
}
