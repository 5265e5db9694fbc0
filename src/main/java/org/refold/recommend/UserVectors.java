package org.refold.recommend;

import org.refold.data.Interactions;

/** A model that makes a vector of each history: a representation of its user. */
public interface UserVectors extends Model {

  /** The length of a user's vector. */
  int userDimension();

  /**
   * The vectors of some histories.
   *
   * @param histories [users, items], with the items of {@link #items()}; users go by their raw ids.
   *     Not modified.
   * @param from the first row to encode
   * @param to the row after the last
   * @param vectors {@code [to - from, userDimension()]}, row by row. Modified.
   * @throws org.refold.settings.BadInputException if the histories are over other items
   * @throws IllegalArgumentException if there are no such rows, or the array is too small
   */
  void encode(Interactions histories, int from, int to, float[] vectors);
}
