package org.refold.model.autoencoder;

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
final class ScoringTapes {

  /** Users that go through a network at once: bounds the memory, whatever is asked for. */
  private static final int BATCH = 512;

  private static final long UNUSED = 0;

  private final ConcurrentLinkedQueue<Tape> idle = new ConcurrentLinkedQueue<>();

  /** A network from users to numbers. */
  interface Pass {
    /** The numbers of the users {@code from <= user < to}, {@code [to - from, columns]}. */
    Var of(Tape tape, int from, int to);
  }

  /**
   * Runs a network for some users.
   *
   * @param pass must not draw random numbers
   * @param results {@code [to - from, columns]}, row by row. Modified.
   */
  void run(int from, int to, Pass pass, float[] results) {
    Tape borrowed = idle.poll();
    Tape tape = borrowed == null ? Tape.of(Precision.FLOAT) : borrowed;
    for (int first = from; first < to; first += BATCH) {
      tape.begin(Mode.SCORING, UNUSED, UNUSED);
      Matrix rows = pass.of(tape, first, Math.min(to, first + BATCH)).value();
      rows.readRows(0, rows.rows(), results, (first - from) * rows.columns());
    }
    idle.add(tape);
  }
}
