package org.refold.train;

import java.util.function.IntToDoubleFunction;
import org.refold.data.Interactions;
import org.refold.nn.Mode;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;

/**
 * One step of the training loop: a batch of examples, and where it stands in the run. The same
 * object is filled anew for each step.
 */
public final class Step {

  private final Tape tape;
  private final EpochAverages means;
  private final int[] examples;
  private int size;
  private long number;
  private int epoch;
  private int sweep;
  private int update;
  private int tries;

  Step(Tape tape, EpochAverages means, int largestBatch) {
    this.tape = tape;
    this.means = means;
    this.examples = new int[largestBatch];
  }

  void takeBatch(int[] order, int from, int to) {
    size = to - from;
    System.arraycopy(order, from, examples, 0, size);
  }

  void place(long newNumber, int newEpoch, int newSweep, int newUpdate) {
    number = newNumber;
    epoch = newEpoch;
    sweep = newSweep;
    update = newUpdate;
    tries = 0;
  }

  /** Begins the tape for the loss at the current weights. */
  void beginTry(long seed) {
    tries++;
    tape.begin(Mode.TRAINING, seed, number);
  }

  /** How often the loss of this step was computed. */
  int tries() {
    return tries;
  }

  /** The tape, which has begun this step in training mode. */
  public Tape tape() {
    return tape;
  }

  /** How many examples the batch has. */
  public int size() {
    return size;
  }

  /** The index of the example in row {@code row} of the batch. */
  public int example(int row) {
    return examples[row];
  }

  /** The number of the step in the run, from 0: what schedules go by. */
  public long number() {
    return number;
  }

  /** The epoch, from 1. */
  public int epoch() {
    return epoch;
  }

  /** The index of the sweep in {@link Network#sweeps}. */
  public int sweep() {
    return sweep;
  }

  /** Which of the steps on this batch this is, from 0. */
  public int update() {
    return update;
  }

  /**
   * The rows of this batch's examples, with a one for each interaction.
   *
   * @param data examples are its users
   * @return {@code [size(), items]}; lives until the next step
   */
  public SparseRows ones(Interactions data) {
    return rows(data, position -> 1);
  }

  /**
   * The rows of this batch's examples, with the values of the data.
   *
   * @param data examples are its users
   * @return {@code [size(), items]}; lives until the next step
   */
  public SparseRows values(Interactions data) {
    return rows(data, data::value);
  }

  private SparseRows rows(Interactions data, IntToDoubleFunction value) {
    SparseRows rows = tape.sparseScratch();
    rows.clear(data.itemCount());
    for (int row = 0; row < size; row++) {
      rows.startRow();
      for (int p = data.start(examples[row]); p < data.end(examples[row]); p++) {
        rows.add(data.item(p), value.applyAsDouble(p));
      }
    }
    return rows;
  }

  /**
   * Notes a figure for the {@link TrainingLog}: its mean over the examples of an epoch is kept.
   * Where an optimiser tries several weights within a step, the first note counts, as with the
   * loss.
   *
   * @param name such as {@code "kl"} or {@code "beta"}
   */
  public void record(String name, double value) {
    means.note(name, value, size, number);
  }
}
