package org.refold.model.masked;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.refold.kernel.Streams;
import org.refold.nn.Ragged;
import org.refold.nn.Tape;
import org.refold.train.batch.Sequences;

/**
 * Sequences of which an encoder reads the visible items alone, behind a first row that stands for
 * the whole, and a decoder all places.
 *
 * @param visible items, behind {@code items} for the first row
 * @param visiblePositions of each of these rows
 * @param all the encoder's row of each place, or the number of its rows where an item is hidden
 * @param allPositions of each of these rows
 * @param places the decoder's rows that are hidden, in one segment
 * @param targets what is hidden there
 */
record HiddenItems(
    Ragged.Ids visible,
    Ragged.Ids visiblePositions,
    Ragged.Ids all,
    Ragged.Ids allPositions,
    Ragged.Ids places,
    Ragged.Ids targets) {

  /**
   * Hides items of each sequence, by a mask; of some sequences the last item only. Drawn anew at
   * each step.
   *
   * @param ratio the mask ratio
   * @param lastOnly the share of sequences of which the last item only is hidden
   * @param items how many there are
   * @param maxLength of a sequence
   */
  static HiddenItems draw(
      Tape tape,
      Sequences.Batch batch,
      Masking masking,
      double ratio,
      double lastOnly,
      int items,
      int maxLength) {
    Ragged.Ids sequences = batch.inputs();
    boolean[] hidden = new boolean[sequences.size()];
    long seed = tape.streamSeed("mask");
    for (int k = 0; k < sequences.segments(); k++) {
      SplittableRandom random = Streams.of(seed, "sequence", batch.examples()[k]);
      if (random.nextDouble() < lastOnly) {
        hidden[sequences.end(k) - 1] = true;
      } else {
        boolean[] some = masking.ofSequence(random, sequences, k, ratio);
        System.arraycopy(some, 0, hidden, sequences.start(k), some.length);
      }
    }
    return of(tape, sequences, hidden, items, maxLength);
  }

  /**
   * The last items of histories, and behind each a hidden item, of whatever number: {@code
   * maxLength} places at most, as in training.
   */
  static HiddenItems behind(Tape tape, Ragged.Ids histories, int items, int maxLength) {
    Ragged.Ids longer = tape.idsScratch();
    boolean[] hidden = new boolean[histories.size() + histories.segments()];
    for (int k = 0; k < histories.segments(); k++) {
      int[] sequence = new int[Math.min(histories.length(k) + 1, maxLength)];
      int first = histories.end(k) - (sequence.length - 1);
      for (int at = 0; at + 1 < sequence.length; at++) {
        sequence[at] = histories.id(first + at);
      }
      longer.add(sequence, 0, sequence.length);
      hidden[longer.end(k) - 1] = true;
    }
    return of(tape, longer, hidden, items, maxLength);
  }

  private static HiddenItems of(
      Tape tape, Ragged.Ids sequences, boolean[] hidden, int items, int maxLength) {
    int hiddenItems = 0;
    for (boolean each : hidden) {
      hiddenItems += each ? 1 : 0;
    }
    int encoded = sequences.segments() + sequences.size() - hiddenItems;
    Ragged.Ids[] ids = new Ragged.Ids[6];
    Arrays.setAll(ids, k -> tape.idsScratch());
    int[] places = new int[hiddenItems];
    int[] targets = new int[hiddenItems];
    int row = 0;
    int found = 0;
    for (int k = 0; k < sequences.segments(); k++) {
      int length = sequences.length(k);
      int[] visible = new int[length + 1];
      int[] positions = new int[length + 1];
      int[] all = new int[length + 1];
      int[] allPositions = new int[length + 1];
      visible[0] = items;
      positions[0] = maxLength + 1;
      allPositions[0] = maxLength + 1;
      all[0] = row++;
      int read = 1;
      for (int at = 0; at < length; at++) {
        int item = sequences.id(sequences.start(k) + at);
        allPositions[at + 1] = maxLength - (length - 1 - at);
        if (hidden[sequences.start(k) + at]) {
          all[at + 1] = encoded;
          places[found] = sequences.start(k) + k + 1 + at;
          targets[found++] = item;
        } else {
          all[at + 1] = row++;
          visible[read] = item;
          positions[read++] = allPositions[at + 1];
        }
      }
      ids[0].add(visible, 0, read);
      ids[1].add(positions, 0, read);
      ids[2].add(all, 0, length + 1);
      ids[3].add(allPositions, 0, length + 1);
    }
    ids[4].add(places, 0, found);
    ids[5].add(targets, 0, found);
    return new HiddenItems(ids[0], ids[1], ids[2], ids[3], ids[4], ids[5]);
  }
}
