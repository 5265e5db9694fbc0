package org.refold.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.InteractionsBuilder.Duplicates;
import org.refold.data.Vocabulary;

/**
 * Histories that a pass is traced with.
 *
 * @param histories [users, items] of users that no model knows, with ratings
 * @param items of each history, oldest first
 */
record Sample(Interactions histories, List<int[]> items) {

  /** Is none of the numbers that stand for an item without a rating. */
  private static final float FIRST_RATING = 1.5f;

  private static final float RATING_STEP = 0.25f;
  private static final int RATINGS = 12;

  /**
   * Draws sets of items, each item once.
   *
   * @param users how many histories
   */
  static Sample ofSets(Vocabulary known, int users, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<int[]> items = new ArrayList<>();
    for (int user = 0; user < users; user++) {
      int length = Math.min(known.size(), 2 + user + random.nextInt(3));
      items.add(random.ints(0, known.size()).distinct().limit(length).sorted().toArray());
    }
    return of(known, items, Duplicates.LAST_WINS);
  }

  /** Draws one sequence, in which items may repeat. */
  static Sample ofSequence(Vocabulary known, int length, long seed) {
    return of(
        known,
        List.of(new SplittableRandom(seed).ints(length, 0, known.size()).toArray()),
        Duplicates.KEEP);
  }

  private static Sample of(Vocabulary known, List<int[]> items, Duplicates duplicates) {
    InteractionsBuilder builder = new InteractionsBuilder(true, false);
    int rating = 0;
    for (int user = 0; user < items.size(); user++) {
      for (int item : items.get(user)) {
        builder.add(user, item, FIRST_RATING + RATING_STEP * (rating++ % RATINGS), 0L);
      }
    }
    List<String> users =
        IntStream.range(0, items.size()).mapToObj(user -> "\u0000sample " + user).toList();
    return new Sample(builder.build(Vocabulary.of(users), known, duplicates), items);
  }

  int users() {
    return items.size();
  }

  /** The matrix of the histories, row by row: ones, or ratings. */
  double[] dense(boolean ratings) {
    int columns = histories.itemCount();
    double[] numbers = new double[users() * columns];
    for (int user = 0; user < users(); user++) {
      for (int p = histories.start(user); p < histories.end(user); p++) {
        numbers[user * columns + histories.item(p)] = ratings ? histories.value(p) : 1;
      }
    }
    return numbers;
  }

  /** The last items of the only sequence. */
  int[] last(int most) {
    int[] all = items.get(0);
    return Arrays.copyOfRange(all, Math.max(0, all.length - most), all.length);
  }
}
