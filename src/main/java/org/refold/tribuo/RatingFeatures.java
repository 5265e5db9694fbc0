package org.refold.tribuo;

import java.util.List;
import org.refold.data.Attributes;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;

/**
 * What a rating looks like to Tribuo. A rating of user 345 for item 12 has the features {@code
 * i000012} and {@code u000345}, both 1, and those of the side information:
 *
 * <ul>
 *   <li>for each category of a user or item, one such as {@code item.genres=Comedy}, which is 1;
 *   <li>for each number one such as {@code user.age}, brought to mean 0 and standard deviation 1
 *       over the users or items of the training data, and left out where it is unknown or the same
 *       for all;
 *   <li>none for texts, such as titles.
 * </ul>
 *
 * <p>An id that is not in the training data has the features of its side information only. Names
 * sort as items, then users; their numbers are padded with zeros, since Tribuo numbers features by
 * the order of their names.
 */
public final class RatingFeatures {

  private final EntityFeatures users;
  private final EntityFeatures items;

  private RatingFeatures(EntityFeatures users, EntityFeatures items) {
    this.users = users;
    this.items = items;
  }

  /** Users and items of some training data, without side information. */
  public static RatingFeatures of(Interactions train) {
    return of(train, none(), none());
  }

  /**
   * Users and items of some training data, with side information, which may know more or fewer ids
   * than the training data in any order.
   *
   * @param users what is known of users
   * @param items what is known of items
   */
  public static RatingFeatures of(Interactions train, Attributes users, Attributes items) {
    return new RatingFeatures(
        new EntityFeatures("user", train.users(), users),
        new EntityFeatures("item", train.items(), items));
  }

  /** No side information. */
  static Attributes none() {
    return Attributes.none(Vocabulary.of(List.of()));
  }

  EntityFeatures users() {
    return users;
  }

  EntityFeatures items() {
    return items;
  }
}
