package org.refold.model.autoencoder;

import java.util.concurrent.ConcurrentLinkedQueue;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.nn.Mode;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.recommend.Check;
import org.refold.recommend.FoldIn;

/**
 * Scores histories with a network, whose parameters it reads where they are. Several threads may
 * ask: each borrows a tape of its own.
 */
final class ReconstructionScorer implements FoldIn {

  /** Users that go through the network at once: bounds the memory, whatever is asked for. */
  private static final int BATCH = 512;

  private static final long UNUSED = 0;

  private final Vocabulary items;
  private final Reconstruction network;
  private final ConcurrentLinkedQueue<Tape> tapes = new ConcurrentLinkedQueue<>();

  ReconstructionScorer(Vocabulary items, Reconstruction network) {
    this.items = items;
    this.network = network;
  }

  @Override
  public Vocabulary items() {
    return items;
  }

  int latent() {
    return network.latent();
  }

  @Override
  public void score(Interactions histories, int from, int to, float[] scores) {
    Check.foldIn(this, histories, from, to, scores);
    run(histories, from, to, (tape, x) -> network.decode(tape, network.code(tape, x)), scores);
  }

  /** The codes of histories; see {@link AutoencoderModel#code}. */
  void code(Interactions histories, int from, int to, float[] codes) {
    run(histories, from, to, network::code, codes);
  }

  private interface Pass {
    Var through(Tape tape, SparseRows histories);
  }

  private void run(Interactions histories, int from, int to, Pass pass, float[] results) {
    Tape borrowed = tapes.poll();
    Tape tape = borrowed == null ? Tape.of(Precision.FLOAT) : borrowed;
    for (int first = from; first < to; first += BATCH) {
      tape.begin(Mode.SCORING, UNUSED, UNUSED);
      SparseRows block = Histories.rows(tape, histories, first, Math.min(to, first + BATCH));
      Matrix rows = pass.through(tape, block).value();
      rows.readRows(0, rows.rows(), results, (first - from) * rows.columns());
    }
    tapes.add(tape);
  }
}
