package org.refold.model.sequence;

import java.util.SplittableRandom;
import org.refold.kernel.Streams;
import org.refold.nn.Ragged;
import org.refold.nn.Tape;
import org.refold.train.batch.Sequences;

/**
 * Sequences in which some items are hidden behind a mask, drawn anew at each step.
 *
 * @param inputs items, the number of the mask where they are hidden
 * @param places which rows are hidden, in one segment
 * @param targets what is hidden there
 */
record MaskedItems(Ragged.Ids inputs, Ragged.Ids places, Ragged.Ids targets) {

  /**
   * Hides each item with some probability; of a share of the sequences the last item only.
   *
   * @param ratio the probability
   * @param lastOnly the share
   * @param mask its number
   */
  static MaskedItems draw(
      Tape tape, Sequences.Batch batch, double ratio, double lastOnly, int mask) {
    Ragged.Ids all = batch.inputs();
    MaskedItems masked = new MaskedItems(tape.idsScratch(), tape.idsScratch(), tape.idsScratch());
    long seed = tape.streamSeed("mask");
    int[] hidden = new int[all.size()];
    int[] targets = new int[all.size()];
    int count = 0;
    for (int k = 0; k < all.segments(); k++) {
      SplittableRandom random = Streams.of(seed, "sequence", batch.examples()[k]);
      boolean last = random.nextDouble() < lastOnly;
      int[] items = new int[all.length(k)];
      for (int at = 0; at < items.length; at++) {
        int row = all.start(k) + at;
        boolean hide = last ? at == items.length - 1 : random.nextDouble() < ratio;
        items[at] = hide ? mask : all.id(row);
        if (hide) {
          hidden[count] = row;
          targets[count++] = all.id(row);
        }
      }
      masked.inputs.add(items, 0, items.length);
    }
    masked.places.add(hidden, 0, count);
    masked.targets.add(targets, 0, count);
    return masked;
  }

  /**
   * Histories with a mask behind the last item, of long ones as many items as leave room for it.
   */
  static Ragged.Ids behind(Tape tape, Ragged.Ids histories, int maxLength, int mask) {
    Ragged.Ids masked = tape.idsScratch();
    for (int k = 0; k < histories.segments(); k++) {
      int kept = Math.min(histories.length(k), maxLength - 1);
      int[] items = new int[kept + 1];
      for (int at = 0; at < kept; at++) {
        items[at] = histories.id(histories.end(k) - kept + at);
      }
      items[kept] = mask;
      masked.add(items, 0, items.length);
    }
    return masked;
  }
}
