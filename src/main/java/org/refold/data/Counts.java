package org.refold.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntPredicate;
import org.refold.settings.BadInputException;

/** The counting behind {@link Filter}. */
final class Counts {

  private Counts() {}

  /** How many interactions each user has. */
  static int[] ofUsers(Interactions data) {
    int[] counts = new int[data.userCount()];
    Arrays.setAll(counts, data::count);
    return counts;
  }

  /** Keeps the interactions whose user's and whose item's count will do. */
  static Interactions keep(
      Interactions data,
      Filter filter,
      int[] users,
      int[] items,
      IntPredicate user,
      IntPredicate item) {
    boolean[] userStays = new boolean[users.length];
    for (int u = 0; u < users.length; u++) {
      userStays[u] = user.test(users[u]);
    }
    boolean[] stays = new boolean[data.size()];
    for (int u = 0; u < users.length; u++) {
      for (int p = data.start(u); p < data.end(u); p++) {
        stays[p] = userStays[u] && item.test(items[data.item(p)]);
      }
    }
    Interactions kept = data.where(p -> stays[p]);
    if (kept.isEmpty() && !data.isEmpty()) {
      throw new BadInputException(
          "%s leaves nothing: users have %s interactions, items %s; use another bound"
              .formatted(filter, range(ofUsers(data)), range(data.itemCounts())));
    }
    return kept.compact();
  }

  /**
   * Takes users and items with fewer than {@code k} interactions away until there are none.
   *
   * @param users count by user. Modified: those of users that went are 0
   * @param items count by item. Modified: those of items that went are 0
   */
  static void peel(Interactions data, int[] users, int[] items, int k) {
    Interactions.ByItem columns = data.byItem();
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int u = 0; u < users.length; u++) {
        if (users[u] > 0 && users[u] < k) {
          for (int p = data.start(u); p < data.end(u); p++) {
            items[data.item(p)] -= items[data.item(p)] > 0 ? 1 : 0;
          }
          users[u] = 0;
          changed = true;
        }
      }
      for (int i = 0; i < items.length; i++) {
        if (items[i] > 0 && items[i] < k) {
          for (int r = columns.start(i); r < columns.end(i); r++) {
            users[columns.user(r)] -= users[columns.user(r)] > 0 ? 1 : 0;
          }
          items[i] = 0;
          changed = true;
        }
      }
    }
  }

  static void checkPositive(String filter, int bound) {
    if (bound < 1) {
      throw new BadInputException(
          String.format(Locale.ROOT, "%s%d: the bound must be at least 1", filter, bound));
    }
  }

  private static String range(int[] counts) {
    return Arrays.stream(counts).min().orElse(0) + " to " + Arrays.stream(counts).max().orElse(0);
  }
}
