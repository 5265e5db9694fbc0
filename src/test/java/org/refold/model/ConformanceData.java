package org.refold.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.Vocabulary;

/**
 * Small data with something to learn of every kind: each user likes one of four groups of eight
 * items, meets those in a circle, some items more often than others, rates them 4 or 5, and one
 * stray item 1 or 2. The last item is cold, the last user has no history.
 */
final class ConformanceData {

  static final int GROUPS = 4;
  static final int GROUP_ITEMS = 8;
  static final int COLD_ITEM = GROUPS * GROUP_ITEMS;
  static final int EMPTY_USER = 96;

  /** Groups are not equally large, so that popularity tells something, though not much. */
  private static final int[] GROUP_OF = {0, 1, 0, 2, 0, 1, 3, 0, 1, 2};

  static final Interactions ALL = all();

  /** For each user with a history the last item of the user's own group. */
  static final int[] HELD_OUT = heldOut();

  /** All but what was held out. */
  static final Interactions TRAIN = ALL.where(p -> ALL.item(p) != HELD_OUT[ALL.userAt(p)]);

  private ConformanceData() {}

  private static Interactions all() {
    InteractionsBuilder builder = new InteractionsBuilder(true, true);
    SplittableRandom random = new SplittableRandom(20190513);
    for (int user = 0; user < EMPTY_USER; user++) {
      int group = GROUP_OF[user % GROUP_OF.length];
      long time = 1_000_000L * user;
      int stray = (group + 1 + random.nextInt(GROUPS - 1)) % GROUPS * GROUP_ITEMS;
      builder.add(user, stray + random.nextInt(GROUP_ITEMS), 1 + random.nextInt(2), time);
      int start = random.nextInt(GROUP_ITEMS);
      int met = 0;
      for (int step = 0; step < GROUP_ITEMS || met < 3; step++) {
        int member = (start + step) % GROUP_ITEMS;
        if (random.nextDouble() < 0.95 - 0.08 * member) {
          builder.add(user, group * GROUP_ITEMS + member, 4 + random.nextInt(2), time + 60 + step);
          met++;
        }
      }
    }
    return builder.build(
        Vocabulary.of(ids("user-", EMPTY_USER + 1)),
        Vocabulary.of(ids("item-", COLD_ITEM + 1)),
        InteractionsBuilder.Duplicates.LAST_WINS);
  }

  private static List<String> ids(String prefix, int count) {
    List<String> ids = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      ids.add(prefix + k);
    }
    return ids;
  }

  private static int[] heldOut() {
    int[] items = new int[EMPTY_USER + 1];
    for (int user = 0; user < EMPTY_USER; user++) {
      items[user] = ALL.item(ALL.end(user) - 1);
    }
    items[EMPTY_USER] = -1;
    return items;
  }

  /** The same histories, each in the opposite order. */
  static Interactions reversed(Interactions histories) {
    InteractionsBuilder builder = new InteractionsBuilder(true, false);
    for (int user = 0; user < histories.userCount(); user++) {
      for (int p = histories.end(user) - 1; p >= histories.start(user); p--) {
        builder.add(user, histories.item(p), histories.value(p), 0);
      }
    }
    return builder.build(histories.users(), histories.items(), InteractionsBuilder.Duplicates.KEEP);
  }

  /** The same histories, of users that no model was trained on. */
  static Interactions strangers(Interactions histories) {
    InteractionsBuilder builder = new InteractionsBuilder(histories.hasValues(), false);
    for (int user = 0; user < histories.userCount(); user++) {
      for (int p = histories.start(user); p < histories.end(user); p++) {
        builder.add(user, histories.item(p), histories.value(p), 0);
      }
    }
    return builder.build(
        Vocabulary.of(ids("stranger-", histories.userCount())),
        histories.items(),
        InteractionsBuilder.Duplicates.KEEP);
  }

  /** One history without ratings, of a stranger. */
  static Interactions history(List<String> items) {
    InteractionsBuilder builder = new InteractionsBuilder(false, false);
    for (String item : items) {
      builder.add(0, TRAIN.items().indexOf(item), 1, 0);
    }
    return builder.build(
        Vocabulary.of(List.of("stranger")), TRAIN.items(), InteractionsBuilder.Duplicates.KEEP);
  }

  /** The same interactions with the items in another order. */
  static Interactions withItemsInAnotherOrder(Interactions data) {
    List<String> ids = new ArrayList<>(data.items().ids());
    Collections.shuffle(ids, new Random(20240611));
    return data.withItems(Vocabulary.of(ids));
  }

  /** Scores of items in another order, in the order of the data. */
  static float[] inOrder(float[] scores, Vocabulary order) {
    int n = order.size();
    float[] sorted = new float[scores.length];
    for (int k = 0; k < scores.length; k++) {
      sorted[k / n * n + TRAIN.items().indexOf(order.id(k % n))] = scores[k];
    }
    return sorted;
  }
}
