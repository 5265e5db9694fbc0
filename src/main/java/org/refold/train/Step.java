package org.refold.train;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.refold.kernel.Matrix;
import org.refold.nn.Mode;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.train.batch.Examples;

/**
 * One step of the training loop: a batch of examples, and where it stands in the run. The same
 * object is filled anew for each step.
 *
 * @param <B> what a batch is
 */
public final class Step<B> {

  private final Tape tape;
  private final EpochAverages means;
  private final Examples<B> examples;
  private final int[] chosen;
  private final Map<String, Matrix> kept = new HashMap<>();
  private final Set<String> keptOfBatch = new HashSet<>();
  private @Nullable B batch;
  private int size;
  private long number;
  private int epoch;
  private int before;
  private int update;
  private int tries;

  Step(Tape tape, EpochAverages means, Examples<B> examples, int largestBatch) {
    this.tape = tape;
    this.means = means;
    this.examples = examples;
    this.chosen = new int[largestBatch];
  }

  /**
   * A step outside of any training, on the first examples, to look at the operations of a loss. Its
   * tape has begun.
   *
   * @param size how many examples, at least 1
   */
  public static <B> Step<B> ofFirst(Tape tape, Examples<B> examples, int size) {
    Step<B> step = new Step<>(tape, new EpochAverages(), examples, size);
    step.takeBatch(IntStream.range(0, size).toArray(), 0, size);
    step.place(0, 1, 0, 0);
    step.beginTry(0);
    return step;
  }

  void takeBatch(int[] order, int from, int to) {
    size = to - from;
    keptOfBatch.clear();
    System.arraycopy(order, from, chosen, 0, size);
  }

  void place(long newNumber, int newEpoch, int newBefore, int newUpdate) {
    number = newNumber;
    epoch = newEpoch;
    before = newBefore;
    update = newUpdate;
    tries = 0;
  }

  /** Begins the tape for the loss at the current weights. */
  void beginTry(long seed) {
    tries++;
    tape.begin(Mode.TRAINING, seed, number);
    batch = null;
  }

  /** How often the loss of this step was computed. */
  int tries() {
    return tries;
  }

  /** The tape, which has begun this step in training mode. */
  public Tape tape() {
    return tape;
  }

  /** The batch; lives until the next step. */
  public B batch() {
    B made = batch;
    if (made == null) {
      made = examples.batch(tape, chosen, size);
      batch = made;
    }
    return made;
  }

  /** How many examples the batch has. */
  public int size() {
    return size;
  }

  /** The number of the step in the run, from 0: what schedules go by. */
  public long number() {
    return number;
  }

  /** The epoch, from 1. */
  public int epoch() {
    return epoch;
  }

  /** How many examples of this epoch came before this batch. */
  public int before() {
    return before;
  }

  /** Which of the steps on this batch this is, from 0. */
  public int update() {
    return update;
  }

  /**
   * Keeps a value for the next steps on this batch, such as an output that is fed in again.
   *
   * @param name to ask for it by
   * @param value copied off the tape
   */
  public void keep(String name, Var value) {
    Matrix from = value.value();
    Matrix copy = kept.get(name);
    if (copy == null || copy.rows() != from.rows() || copy.columns() != from.columns()) {
      if (copy != null) {
        copy.close();
      }
      copy = Matrix.zeros(from.precision(), from.rows(), from.columns());
      kept.put(name, copy);
    }
    Weights.copy(from, copy);
    keptOfBatch.add(name);
  }

  /**
   * What an earlier step on this batch kept, as a constant.
   *
   * @throws IllegalStateException if none did
   */
  public Var kept(String name) {
    Matrix value = kept.get(name);
    if (value == null || !keptOfBatch.contains(name)) {
      throw new IllegalStateException("no step on this batch has kept '" + name + "'");
    }
    return tape.constant(value);
  }

  /** Frees what was kept. */
  void close() {
    kept.values().forEach(Matrix::close);
    kept.clear();
  }

  /**
   * Notes a figure for the {@link org.refold.recommend.TrainingLog}: its mean over the examples of
   * an epoch is kept. Where an optimiser tries several weights within a step, the first note
   * counts, as with the loss.
   *
   * @param name such as {@code "kl"} or {@code "beta"}
   */
  public void record(String name, double value) {
    means.note(name, value, size, number);
  }
}
