package org.refold.model.autoencoder;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.refold.kernel.Streams;
import org.refold.nn.Ragged;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.train.batch.Sequences;

/** Histories of which items are left out, and the sets that are to come out of them. */
final class LeftOut {

  private LeftOut() {}

  /**
   * The histories without some of their items, the others in their order; drawn anew at each step.
   *
   * @param rate probability of being left out
   */
  static Ragged.Ids items(Tape tape, Sequences.Batch batch, double rate) {
    Ragged.Ids all = batch.inputs();
    Ragged.Ids rest = tape.idsScratch();
    long seed = tape.streamSeed("left out");
    for (int k = 0; k < all.segments(); k++) {
      SplittableRandom random = Streams.of(seed, "sequence", batch.examples()[k]);
      int[] kept = new int[all.length(k)];
      int count = 0;
      for (int at = all.start(k); at < all.end(k); at++) {
        if (random.nextDouble() >= rate) {
          kept[count++] = all.id(at);
        }
      }
      rest.add(kept, 0, count);
    }
    return rest;
  }

  /** The items of the whole histories, {@code [users, items]}; a repeated one counts once. */
  static SparseRows set(Tape tape, Sequences.Batch batch, int items) {
    Ragged.Ids all = batch.inputs();
    SparseRows sets = tape.sparseScratch();
    sets.clear(items);
    for (int k = 0; k < all.segments(); k++) {
      int[] sorted = new int[all.length(k)];
      int start = all.start(k);
      Arrays.setAll(sorted, at -> all.id(start + at));
      int[] distinct = Arrays.stream(sorted).sorted().distinct().toArray();
      sets.addRow(distinct, 0, distinct.length);
    }
    return sets;
  }
}
