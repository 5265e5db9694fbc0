package org.refold.model.sequence;

import java.util.SplittableRandom;
import org.refold.kernel.Streams;
import org.refold.nn.Ragged;
import org.refold.nn.Tape;
import org.refold.train.batch.Sequences;

/** Sequences that end earlier, at places that are drawn anew at each step. */
final class Prefixes {

  private Prefixes() {}

  /** A prefix of each sequence, with the one item that comes next as its target. */
  static Sequences.Batch of(Tape tape, Sequences.Batch all) {
    Ragged.Ids inputs = tape.idsScratch();
    Ragged.Ids targets = tape.idsScratch();
    long seed = tape.streamSeed("prefixes");
    for (int k = 0; k < all.inputs().segments(); k++) {
      SplittableRandom random = Streams.of(seed, "sequence", all.examples()[k]);
      int[] read = new int[1 + random.nextInt(all.inputs().length(k))];
      for (int at = 0; at < read.length; at++) {
        read[at] = all.inputs().id(all.inputs().start(k) + at);
      }
      inputs.add(read, 0, read.length);
      targets.add(new int[] {all.targets().id(all.targets().start(k) + read.length - 1)}, 0, 1);
    }
    return new Sequences.Batch(all.examples(), all.users(), inputs, targets);
  }
}
