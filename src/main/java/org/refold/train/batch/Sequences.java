package org.refold.train.batch;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.refold.data.Interactions;
import org.refold.kernel.Streams;
import org.refold.nn.Ragged;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.settings.Check;

/**
 * Histories in their order, oldest item first, repeats kept, cut into windows; each window is an
 * example. Without times the order is that of the data. Nothing is padded: a batch holds windows of
 * similar lengths, as many as a budget of tokens allows, or any where the budget allows all.
 */
public final class Sequences implements Examples<Sequences.Batch> {

  /** What is to be predicted at each place of a window. */
  public enum Targets {
    /** The next item: a window of k items has k - 1 places. */
    NEXT_ITEM,
    /** The item itself, for models that hide some of their inputs. */
    SAME_ITEM
  }

  /** What becomes of a history that is longer than a window. */
  public enum Windows {
    /** Its last window is kept. */
    LAST,
    /** It is cut, from the end on, so that each target is in one window. */
    DISJOINT,
    /** Windows begin half a window apart, from the last one back to the start. */
    OVERLAPPING
  }

  /**
   * What a user chooses of how sequences are cut.
   *
   * @param windows of a long history
   * @param tokens the most places of a batch, which then has sequences of similar lengths; 0 for as
   *     many as a batch of whole windows has
   */
  @RecordBuilder
  public record Cuts(Windows windows, int tokens) implements SequencesCutsBuilder.With {

    /**
     * @throws org.refold.settings.BadInputException if the number is negative
     */
    public Cuts {
      Check.atLeast(0, "tokens", tokens, "typical: 0, or 2000-50000");
    }

    /** The last window of each history, and no bound of places. */
    public static Cuts last() {
      return new Cuts(Windows.LAST, 0);
    }

    /**
     * Checks that a batch has room for a window.
     *
     * @throws org.refold.settings.BadInputException if it has not
     */
    public void check(int maxLength) {
      if (tokens > 0) {
        checkTokens(maxLength, tokens);
      }
    }
  }

  private static void checkTokens(int maxLength, int tokens) {
    Check.atLeast(maxLength, "tokens", tokens, "a batch must hold a whole window of maxLength");
  }

  /**
   * How sequences are cut.
   *
   * @param targets of a window
   * @param windows of a long history
   * @param maxLength the most places of a window
   * @param tokens the most places of a batch; at least maxLength
   */
  @RecordBuilder
  public record Cutting(Targets targets, Windows windows, int maxLength, int tokens)
      implements SequencesCuttingBuilder.With {

    /**
     * @throws org.refold.settings.BadInputException if a number is out of its range
     */
    public Cutting {
      Check.atLeast(1, "maxLength", maxLength, "typical: 50-200 items");
      checkTokens(maxLength, tokens);
    }

    /** The last window of each history, its next items, and batches of this many places. */
    public static Cutting nextItems(int maxLength, int tokens) {
      return new Cutting(Targets.NEXT_ITEM, Windows.LAST, maxLength, tokens);
    }

    /** The last window of each history, its own items, and batches of this many places. */
    public static Cutting sameItems(int maxLength, int tokens) {
      return new Cutting(Targets.SAME_ITEM, Windows.LAST, maxLength, tokens);
    }

    private int offset() {
      return targets == Targets.NEXT_ITEM ? 1 : 0;
    }
  }

  /**
   * Some windows. Inputs and targets have one layout; both live until the tape begins its next
   * step.
   *
   * @param examples which windows they are, among all
   * @param users whose they are
   * @param inputs items, a segment for each window
   * @param targets items, one for each input
   */
  @SuppressWarnings("ArrayRecordComponent") // not compared, and made for loops
  public record Batch(int[] examples, int[] users, Ragged.Ids inputs, Ragged.Ids targets) {

    /**
     * The target of each place and negatives beside it, as {@link org.refold.nn.op.Layers#observed}
     * and {@link org.refold.nn.op.EntryLosses} take them.
     *
     * @param sampler what draws negatives, each place its own
     * @param each negatives of a place
     * @return {@code [places, items]}: in each row a one at the target, then zeros at negatives, of
     *     which a user with every item in the history has none
     */
    public SparseRows withNegatives(Tape tape, NegativeSampler sampler, int each) {
      Ragged.Ids negatives = negatives(tape, sampler, each);
      SparseRows rows = tape.sparseScratch();
      rows.clear(sampler.items());
      for (int place = 0; place < targets.size(); place++) {
        rows.startRow();
        rows.add(targets.id(place), 1);
        for (int at = negatives.start(place); at < negatives.end(place); at++) {
          rows.add(negatives.id(at), 0);
        }
      }
      return rows;
    }

    /**
     * Negatives of each place, functions of (seed, step, window, place).
     *
     * @param sampler what draws them
     * @param each how many a place has
     * @return a segment for each place; an empty one if the user has every item in the history
     */
    public Ragged.Ids negatives(Tape tape, NegativeSampler sampler, int each) {
      long seed = tape.streamSeed("negatives of sequences");
      Ragged.Ids negatives = tape.idsScratch();
      int[] drawn = new int[each];
      for (int k = 0; k < users.length; k++) {
        long stream = Streams.bitsAt(seed, examples[k]);
        int count = sampler.hasNegatives(users[k]) ? each : 0;
        for (int place = 0; place < targets.length(k); place++) {
          for (int number = 0; number < count; number++) {
            drawn[number] = sampler.draw(stream, (long) place * each + number, users[k]);
          }
          negatives.add(drawn, 0, count);
        }
      }
      return negatives;
    }
  }

  private final Cutting cutting;

  /** The items of all histories, one behind the other. */
  private final int[] items;

  private final int[] users;
  private final int[] starts;
  private final int[] lengths;
  private final TokenBudget budget;

  /**
   * The windows of some training data. A history too short for a target is left out.
   *
   * @param cutting how they are cut
   */
  public Sequences(Interactions train, Cutting cutting) {
    this.cutting = cutting;
    this.items = new int[train.size()];
    Arrays.setAll(items, train::item);
    WindowList windows = new WindowList(cutting.windows, cutting.maxLength, cutting.offset());
    for (int user = 0; user < train.userCount(); user++) {
      windows.add(user, train.start(user), train.end(user));
    }
    this.users = windows.users();
    this.starts = windows.starts();
    this.lengths = windows.lengths();
    this.budget = new TokenBudget(lengths, cutting.tokens);
  }

  @Override
  public int count() {
    return users.length;
  }

  @Override
  public String unit() {
    return "sequences";
  }

  @Override
  public int batches(int batchSize) {
    return isWithinBudget(batchSize)
        ? Examples.super.batches(batchSize)
        : budget.ends(batchSize).length;
  }

  /**
   * Batches of similar lengths, in random order, within both bounds: sequences and tokens. Where no
   * sequences of a batch can exceed the tokens, they stay as they were shuffled: then a place has
   * the same weight in each batch, on average, whatever the length of its sequence.
   */
  @Override
  public int[] cut(int[] order, int batchSize, SplittableRandom random) {
    return isWithinBudget(batchSize)
        ? Examples.super.cut(order, batchSize, random)
        : budget.cut(order, batchSize, random);
  }

  private boolean isWithinBudget(int batchSize) {
    return (long) batchSize * cutting.maxLength <= cutting.tokens;
  }

  @Override
  public Batch batch(Tape tape, int[] chosen, int size) {
    Batch batch =
        new Batch(Arrays.copyOf(chosen, size), new int[size], tape.idsScratch(), tape.idsScratch());
    for (int k = 0; k < size; k++) {
      int from = starts[chosen[k]];
      int to = from + lengths[chosen[k]];
      batch.users[k] = users[chosen[k]];
      batch.inputs.add(items, from, to);
      batch.targets.add(items, from + cutting.offset(), to + cutting.offset());
    }
    return batch;
  }

  /** Where a sequence begins among the interactions. */
  int start(int sequence) {
    return starts[sequence];
  }

  /** How many places a sequence has. */
  int length(int sequence) {
    return lengths[sequence];
  }

  /**
   * How many times the places of the first sequences make those of all.
   *
   * @param size how many are the first, at least 1
   */
  public double batchesOfPlaces(int size) {
    return (double) Arrays.stream(lengths).sum() / Arrays.stream(lengths, 0, size).sum();
  }
}
