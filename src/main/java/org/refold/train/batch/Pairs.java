package org.refold.train.batch;

import java.util.Locale;
import org.refold.data.Interactions;
import org.refold.kernel.Parallel;
import org.refold.kernel.Streams;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.settings.BadInputException;
import org.refold.settings.Check;

/**
 * Pairs of a user and an item with a label: one for each interaction, also of a repeated item, and
 * with it some negatives, whose label is 0 (He et al. 2017, section 3.1.1). Each epoch draws its
 * negatives anew and shuffles all pairs together, so that a negative need not be in the batch of
 * its positive. A user with every item in the history, of whom there are no negatives, gives no
 * pairs.
 */
public final class Pairs implements Examples<Pairs.Batch> {

  /** What the label of an interaction is. */
  public enum Labels {
    /** 1. */
    ONE,
    /** Its value, such as a rating; 1 where the data have none. */
    VALUE
  }

  /**
   * Some pairs, in arrays of the same length.
   *
   * @param users of the pairs
   * @param items of the pairs
   * @param labels of the pairs
   */
  @SuppressWarnings("ArrayRecordComponent") // not compared, and made for loops
  public record Batch(int[] users, int[] items, float[] labels) {

    /** How many pairs there are. */
    public int size() {
      return users.length;
    }

    /** The same with a number taken off all labels. */
    public Batch minus(float number) {
      float[] rest = labels.clone();
      for (int k = 0; k < rest.length; k++) {
        rest[k] -= number;
      }
      return new Batch(users, items, rest);
    }

    /**
     * The labels as a loss over a dense output {@code [size, 1]} takes them.
     *
     * @return {@code [size, 1]}
     */
    public SparseRows targets(Tape tape) {
      SparseRows targets = tape.sparseScratch();
      targets.clear(1);
      for (float label : labels) {
        targets.startRow();
        targets.add(0, label);
      }
      return targets;
    }
  }

  /** The fewest pairs that are worth a thread of their own. */
  private static final int GRAIN = 256;

  private final Interactions positives;

  /** The user of each, which a binary search would find, but not as fast. */
  private final int[] users;

  private final Labels labels;
  private final NegativeSampler sampler;
  private final int each;

  private Pairs(Interactions positives, Labels labels, NegativeSampler sampler, int negatives) {
    this.positives = positives;
    this.labels = labels;
    this.users = NegativeSampler.users(positives);
    this.sampler = sampler;
    this.each = 1 + negatives;
    if ((long) positives.size() * each > Integer.MAX_VALUE) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "negatives is %d for each of %d interactions, but an epoch has at most %d pairs; set"
                  + " negatives to at most %d",
              negatives,
              positives.size(),
              Integer.MAX_VALUE,
              Integer.MAX_VALUE / positives.size() - 1));
    }
  }

  /** The interactions alone. */
  public static Pairs of(Interactions train, Labels labels) {
    return new Pairs(train, labels, NegativeSampler.uniform(train), 0);
  }

  /**
   * The interactions and negatives.
   *
   * @param labels of interactions
   * @param sampler what draws negatives
   * @param negatives for each interaction; typical: 4
   * @throws BadInputException if negatives is less than 1
   */
  public static Pairs withNegatives(
      Interactions train, Labels labels, NegativeSampler sampler, int negatives) {
    Check.atLeast(1, "negatives", negatives, "typical: 4 for each interaction");
    return new Pairs(sampler.drawable(train), labels, sampler, negatives);
  }

  /** The interactions of users that have negatives, times one more than negatives. */
  @Override
  public int count() {
    return positives.size() * each;
  }

  @Override
  public String unit() {
    return "pairs";
  }

  @Override
  public Batch batch(Tape tape, int[] chosen, int size) {
    Batch batch = new Batch(new int[size], new int[size], new float[size]);
    long seed = tape.streamSeed("negatives of pairs");
    Parallel.rows(size, GRAIN, (from, to) -> fill(batch, chosen, seed, from, to));
    return batch;
  }

  private void fill(Batch batch, int[] chosen, long seed, int from, int to) {
    for (int k = from; k < to; k++) {
      int position = chosen[k] / each;
      int user = users[position];
      boolean isPositive = chosen[k] % each == 0;
      batch.users[k] = user;
      batch.items[k] =
          isPositive
              ? positives.item(position)
              : sampler.draw(Streams.bitsAt(seed, chosen[k]), 0, user);
      batch.labels[k] = isPositive ? label(position) : 0;
    }
  }

  private float label(int position) {
    return labels == Labels.ONE ? 1 : positives.value(position);
  }
}
