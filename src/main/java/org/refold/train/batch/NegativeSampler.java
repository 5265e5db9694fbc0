package org.refold.train.batch;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.refold.kernel.Streams;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;

/** Negative sampling: to each item of a history some that are not in it. */
public final class NegativeSampler {

  private NegativeSampler() {}

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
        targets.add(histories.column(p), 1);
      }
      int ones = histories.end(row) - histories.start(row);
      SplittableRandom random = Streams.of(seed, "row", row);
      for (int left = ones == items ? 0 : ones * negatives; left > 0; left--) {
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
