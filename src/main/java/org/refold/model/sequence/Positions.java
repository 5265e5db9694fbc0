package org.refold.model.sequence;

import org.refold.nn.Ragged;
import org.refold.nn.Tape;

/** Where in their sequences items are. */
final class Positions {

  private Positions() {}

  /**
   * Positions counted from the end: the last item of any sequence has the last one, {@code
   * maxLength - 1}, as if sequences were padded on the left.
   */
  static Ragged.Ids fromEnd(Tape tape, Ragged.Layout layout, int maxLength) {
    Ragged.Ids positions = tape.idsScratch();
    int[] all = new int[maxLength];
    for (int k = 0; k < maxLength; k++) {
      all[k] = k;
    }
    for (int segment = 0; segment < layout.segments(); segment++) {
      positions.add(all, maxLength - layout.length(segment), maxLength);
    }
    return positions;
  }
}
