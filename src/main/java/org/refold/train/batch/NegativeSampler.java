package org.refold.train.batch;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.kernel.Streams;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.settings.Check;

/**
 * Negative sampling: items that are not in a user's history, drawn from a distribution. Draws are
 * functions of a stream and a number, so they depend neither on threads nor on the order of
 * batches; they are independent of each other, so an item may be drawn twice.
 *
 * <p>A sampler rejects no draw and tries none again (the static {@link #draw(Tape, SparseRows,
 * int)} for whole batches does). Weights are whole numbers; a draw is a place on the line that the
 * weights of the items outside the history make up, found by binary search. So a history of nearly
 * all items costs no more than another.
 */
public final class NegativeSampler {

  /** What weights that are no whole numbers sum to, nearly. */
  private static final double RESOLUTION = 0x1p40;

  private final BinaryMatrix histories;

  private final WeightLine line;

  /** For each item of each history the weight of those before it that are not in the history. */
  private final long[] freeBefore;

  /** For each user the weight of all items that are not in the history. */
  private final long[] free;

  private NegativeSampler(Interactions train, long[] weights) {
    histories = BinaryMatrix.of(train);
    line = new WeightLine(weights);
    freeBefore = new long[histories.size()];
    free = new long[histories.rowCount()];
    for (int user = 0; user < free.length; user++) {
      long own = 0;
      for (int p = histories.start(user); p < histories.end(user); p++) {
        int item = histories.column(p);
        freeBefore[p] = line.before(item) - own;
        own += weights[item];
      }
      free[user] = line.length() - own;
    }
  }

  /** All items are equally probable. */
  public static NegativeSampler uniform(Interactions train) {
    long[] weights = new long[train.itemCount()];
    Arrays.fill(weights, 1);
    return new NegativeSampler(train, weights);
  }

  /**
   * An item is drawn with a probability proportional to {@code count^alpha}, where count is the
   * number of its interactions. Items without any are not drawn unless alpha is 0: no loss pushes
   * them down, so that they may outrank rare items. The authors' programs (GRU4Rec, implicit) have
   * no such items, since their catalogue is that of the training data; here a split may leave some.
   *
   * @param alpha 0 for uniform, 1 for popularity; typical: 0.5-1
   * @throws org.refold.settings.BadInputException if alpha is negative
   */
  public static NegativeSampler byPopularity(Interactions train, double alpha) {
    Check.notNegative("alpha", alpha, "typical: 0.5-1");
    if (alpha == 0) {
      return uniform(train);
    }
    int[] counts = train.itemCounts();
    int most = Arrays.stream(counts).max().orElse(1);
    double[] powers =
        Arrays.stream(counts)
            .mapToDouble(count -> Math.pow((double) count / most, alpha))
            .toArray();
    double scale = RESOLUTION / Math.max(1, Arrays.stream(powers).sum());
    long[] weights = new long[counts.length];
    for (int item = 0; item < weights.length; item++) {
      weights[item] = counts[item] == 0 ? 0 : Math.max(1, Math.round(scale * powers[item]));
    }
    return new NegativeSampler(train, weights);
  }

  /** How many items there are to draw from. */
  public int items() {
    return line.items();
  }

  /** The probability of an item where no history is excluded. */
  public double probability(int item) {
    return (double) line.weight(item) / line.length();
  }

  /** Whether any item outside a user's history can be drawn. */
  public boolean hasNegatives(int user) {
    return free[user] > 0;
  }

  /**
   * Draws an item that is not in a user's history.
   *
   * @param stream names the random numbers, such as {@code
   *     Streams.bitsAt(tape.streamSeed("negatives"), example)}
   * @param number of the draw in its stream, from 0
   * @throws IllegalStateException if there is none; ask {@link #hasNegatives} first
   */
  public int draw(long stream, long number, int user) {
    if (!hasNegatives(user)) {
      throw new IllegalStateException(
          "user " + user + " has every item in the history that can be drawn");
    }
    long place = Streams.below(free[user], Streams.bitsAt(stream, number));
    int passed = passed(user, place);
    long own =
        passed == histories.end(user)
            ? line.length() - free[user]
            : line.before(histories.column(passed)) - freeBefore[passed];
    return line.itemAt(place + own);
  }

  /**
   * Draws items for a user, by (seed of the run, purpose, step, user).
   *
   * @param purpose what they are for, which tells their random numbers from others
   * @param count how many
   * @return {@code [count]}, or nothing if every item is in the history
   */
  public int[] draw(Tape tape, String purpose, int user, int count) {
    int[] items = new int[hasNegatives(user) ? count : 0];
    long stream = Streams.bitsAt(tape.streamSeed(purpose), user);
    for (int k = 0; k < items.length; k++) {
      items[k] = draw(stream, k, user);
    }
    return items;
  }

  /**
   * Draws items whatever the histories, such as those that all rows of a batch share.
   *
   * @param purpose what they are for, which tells their random numbers from others
   * @param count how many
   * @return {@code [count]}
   * @throws IllegalStateException if no item can be drawn
   */
  public int[] drawShared(Tape tape, String purpose, int count) {
    long all = line.length();
    if (all == 0) {
      throw new IllegalStateException("there is no item that can be drawn");
    }
    long stream = tape.streamSeed(purpose);
    int[] items = new int[count];
    for (int k = 0; k < count; k++) {
      items[k] = line.itemAt(Streams.below(all, Streams.bitsAt(stream, k)));
    }
    return items;
  }

  /**
   * The first item of a history that stands behind a place; the history's end if none does. Each
   * round halves what is left without a branch that a processor would have to guess.
   */
  private int passed(int user, long place) {
    int from = histories.start(user);
    int left = histories.end(user) - from;
    while (left > 0) {
      int half = (left + 1) >>> 1;
      from = freeBefore[from + half - 1] <= place ? from + half : from;
      left -= half;
    }
    return from;
  }

  /** The interactions of users that have negatives. */
  public Interactions drawable(Interactions train) {
    if (train.userCount() != free.length || train.itemCount() != items()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the sampler is of %d users and %d items, but examples are of %d and %d",
              free.length,
              items(),
              train.userCount(),
              train.itemCount()));
    }
    boolean all = true;
    for (int user = 0; user < free.length; user++) {
      all &= hasNegatives(user);
    }
    return all ? train : train.where(p -> hasNegatives(train.userAt(p)));
  }

  /** The user of each interaction, which a binary search would find, but not as fast. */
  public static int[] users(Interactions interactions) {
    int[] users = new int[interactions.size()];
    for (int user = 0; user < interactions.userCount(); user++) {
      Arrays.fill(users, interactions.start(user), interactions.end(user), user);
    }
    return users;
  }

  /**
   * Ones at the items of the histories, and zeros at items drawn uniformly, with replacement, out
   * of the others. A history of all items gets no zeros.
   *
   * @param tape gives memory and, by seed and step, the random stream
   * @param histories {@code [batch, items]}
   * @param negatives zeros for each one
   * @return {@code [batch, items]}; lives until the tape begins its next step
   */
  public static SparseRows draw(Tape tape, SparseRows histories, int negatives) {
    return draw(tape, histories, histories, negatives);
  }

  /**
   * The same with ones at a part of the histories only; zeros are outside of the whole histories.
   *
   * @param part {@code [batch, items]}, of each history what is to be predicted
   */
  public static SparseRows draw(Tape tape, SparseRows histories, SparseRows part, int negatives) {
    SparseRows targets = tape.sparseScratch();
    int items = histories.columns();
    targets.clear(items);
    long seed = tape.streamSeed("negatives");
    int[] lastRowWith = new int[items];
    Arrays.fill(lastRowWith, -1);
    for (int row = 0; row < histories.rows(); row++) {
      targets.startRow();
      for (int p = histories.start(row); p < histories.end(row); p++) {
        lastRowWith[histories.column(p)] = row;
      }
      for (int p = part.start(row); p < part.end(row); p++) {
        targets.add(part.column(p), 1);
      }
      boolean full = histories.end(row) - histories.start(row) == items;
      int ones = part.end(row) - part.start(row);
      SplittableRandom random = Streams.of(seed, "row", row);
      for (int left = full ? 0 : ones * negatives; left > 0; left--) {
        int item = random.nextInt(items);
        while (lastRowWith[item] == row) {
          item = random.nextInt(items);
        }
        targets.add(item, 0);
      }
    }
    return targets;
  }
}
