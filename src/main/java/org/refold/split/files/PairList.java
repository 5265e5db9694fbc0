package org.refold.split.files;

import java.util.Arrays;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.InteractionsBuilder.Duplicates;
import org.refold.data.Vocabulary;

/** Numbered users and items read from a file, before it is known how many users there are. */
final class PairList {

  private final boolean withValues;
  private int size;
  private int[] users = new int[1024];
  private int[] items = new int[1024];
  private float[] values;
  private int lowestUser = Integer.MAX_VALUE;
  private int highestUser = -1;
  private int highestItem = -1;

  PairList(boolean withValues) {
    this.withValues = withValues;
    this.values = new float[withValues ? 1024 : 0];
  }

  void add(int user, int item, float value) {
    if (size == users.length) {
      int capacity = Math.addExact(size, size / 2);
      users = Arrays.copyOf(users, capacity);
      items = Arrays.copyOf(items, capacity);
      values = withValues ? Arrays.copyOf(values, capacity) : values;
    }
    users[size] = user;
    items[size] = item;
    if (withValues) {
      values[size] = value;
    }
    size++;
    lowestUser = Math.min(lowestUser, user);
    highestUser = Math.max(highestUser, user);
    highestItem = Math.max(highestItem, item);
  }

  int size() {
    return size;
  }

  int user(int k) {
    return users[k];
  }

  int item(int k) {
    return items[k];
  }

  /** The lowest number of a user; the greatest int where there is none. */
  int lowestUser() {
    return lowestUser;
  }

  /** The highest number of a user, or -1. */
  int highestUser() {
    return highestUser;
  }

  /** The highest number of an item, or -1. */
  int highestItem() {
    return highestItem;
  }

  /**
   * As a matrix; a pair that stands twice counts once.
   *
   * @param ids raw ids of the users from {@code firstUser} on
   */
  Interactions matrix(Vocabulary ids, int firstUser, Vocabulary itemIds) {
    InteractionsBuilder builder = new InteractionsBuilder(withValues, false);
    for (int k = 0; k < size; k++) {
      builder.add(users[k] - firstUser, items[k], withValues ? values[k] : 1f, 0L);
    }
    return builder.build(ids, itemIds, Duplicates.LAST_WINS);
  }
}
