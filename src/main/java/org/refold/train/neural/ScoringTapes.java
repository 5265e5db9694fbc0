package org.refold.train.neural;

import java.util.concurrent.ConcurrentLinkedQueue;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.nn.Mode;
import org.refold.nn.Tape;
import org.refold.nn.Var;

/**
 * Tapes for scoring with a network. Several threads may score: each borrows a tape, so that there
 * are as many as ever scored at once.
 */
public final class ScoringTapes implements AutoCloseable {

  /** Rows that go through a network at once: bounds the memory, whatever is asked for. */
  static final int BATCH = 512;

  private static final long UNUSED = 0;

  ScoringTapes() {}

  private final ConcurrentLinkedQueue<Tape> idle = new ConcurrentLinkedQueue<>();

  /** A network from rows to numbers. */
  @FunctionalInterface
  public interface Pass {
    /** The numbers of the rows {@code from <= row < to}, {@code [to - from, columns]}. */
    Var of(Tape tape, int from, int to);
  }

  /** Takes what a network made of some rows. */
  @FunctionalInterface
  public interface Taking {
    /** The numbers {@code [to - from, columns]}, which live until this returns. */
    void take(int from, int to, Matrix numbers);
  }

  /**
   * Runs a network for some rows, a batch at a time.
   *
   * @param pass must not draw random numbers
   */
  public void run(int from, int to, Pass pass, Taking taking) {
    Tape borrowed = idle.poll();
    Tape tape = borrowed == null ? Tape.of(Precision.FLOAT) : borrowed;
    for (int first = from; first < to; first += BATCH) {
      int end = Math.min(to, first + BATCH);
      tape.begin(Mode.SCORING, UNUSED, UNUSED);
      taking.take(first, end, pass.of(tape, first, end).value());
    }
    idle.add(tape);
  }

  /**
   * Runs a network for some rows.
   *
   * @param results {@code [to - from, columns]}, row by row. Modified.
   */
  public void run(int from, int to, Pass pass, float[] results) {
    run(
        from,
        to,
        pass,
        (first, end, rows) ->
            rows.readRows(0, end - first, results, (first - from) * rows.columns()));
  }

  @Override
  public void close() {
    for (Tape tape = idle.poll(); tape != null; tape = idle.poll()) {
      tape.close();
    }
  }
}
