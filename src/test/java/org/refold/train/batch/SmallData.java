package org.refold.train.batch;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.Vocabulary;
import org.refold.nn.Mode;
import org.refold.nn.Tape;

/** Data and tapes for tests of examples. */
final class SmallData {

  private SmallData() {}

  /** Histories in the given order; the value of the k-th interaction of a user is k + 1. */
  static Interactions histories(int items, int[]... histories) {
    InteractionsBuilder builder = new InteractionsBuilder(true, false);
    for (int user = 0; user < histories.length; user++) {
      for (int k = 0; k < histories[user].length; k++) {
        builder.add(user, histories[user][k], k + 1, 0);
      }
    }
    return builder.build(
        names("u", histories.length), names("i", items), InteractionsBuilder.Duplicates.KEEP);
  }

  /** Users with histories of 0 to {@code longest} items, low items being more frequent. */
  static Interactions random(long seed, int users, int items, int longest) {
    SplittableRandom random = new SplittableRandom(seed);
    int[][] histories = new int[users][];
    for (int user = 0; user < users; user++) {
      histories[user] =
          IntStream.range(0, random.nextInt(longest + 1))
              .map(k -> random.nextInt(1 + random.nextInt(items)))
              .toArray();
    }
    return histories(items, histories);
  }

  private static Vocabulary names(String prefix, int count) {
    return Vocabulary.of(IntStream.range(0, count).mapToObj(k -> prefix + k).toList());
  }

  /** A tape that has begun a step of training. */
  static Tape tape(long seed, long step) {
    return Tape.ofFloats().begin(Mode.TRAINING, seed, step);
  }

  /** The numbers 0 to n - 1. */
  static int[] upTo(int n) {
    return IntStream.range(0, n).toArray();
  }
}
