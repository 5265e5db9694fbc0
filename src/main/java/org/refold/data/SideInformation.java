package org.refold.data;

import java.util.List;

/**
 * What is known of users and items besides their interactions, looked up by raw id. It is that of
 * the whole data set, so it also covers users and items that have no training interaction: a model
 * asks for the rows of any vocabulary, such as that of the users it is to score.
 *
 * <p>Columns keep their names and categories their numbers, whatever vocabulary is asked for, so
 * features learned from the rows of {@code train.items()} mean the same in the rows of other ids.
 *
 * @param users attributes of users, in any order
 * @param items attributes of items, in any order
 */
public record SideInformation(Attributes users, Attributes items) {

  /** Nothing is known of any user or item. */
  public static final SideInformation NONE =
      new SideInformation(
          Attributes.none(Vocabulary.of(List.of())), Attributes.none(Vocabulary.of(List.of())));

  /** Whether there is no attribute at all, of users or items. */
  public boolean isEmpty() {
    return users.isEmpty() && items.isEmpty();
  }

  /**
   * The attributes of users by raw id: row {@code k} is that of {@code ids.id(k)}, and unknown in
   * all columns where the data set does not have this user.
   */
  public Attributes ofUsers(Vocabulary ids) {
    return users.alignedWith(ids);
  }

  /**
   * The attributes of items by raw id: row {@code k} is that of {@code ids.id(k)}, and unknown in
   * all columns where the data set does not have this item.
   */
  public Attributes ofItems(Vocabulary ids) {
    return items.alignedWith(ids);
  }

  @Override
  public String toString() {
    return "users: %s; items: %s".formatted(users, items);
  }
}
