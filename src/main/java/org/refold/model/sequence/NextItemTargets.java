package org.refold.model.sequence;

import org.refold.nn.Ragged;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;

/**
 * The next items of each place of a sequence, each with its share of a loss that is a mean over
 * places. Corrected, those of a place share one; as published, each has one over the number of the
 * first place's, and places of a user are summed.
 *
 * @param most how many items a place has; fewer at the end
 * @param details which shares
 */
record NextItemTargets(int most, SvaeDetails details) {

  /**
   * @param next the next item of each place
   * @return {@code [places, items]}
   */
  SparseRows of(Tape tape, Ragged.Ids next, int items) {
    SparseRows targets = tape.sparseScratch();
    targets.clear(items);
    double placesOfUser = (double) next.size() / Math.max(1, next.segments());
    for (int k = 0; k < next.segments(); k++) {
      double published = placesOfUser / Math.min(most, Math.max(1, next.length(k)));
      for (int at = next.start(k); at < next.end(k); at++) {
        int last = Math.min(next.end(k), at + most);
        targets.startRow();
        for (int item = at; item < last; item++) {
          double corrected = 1.0 / (last - at);
          targets.add(next.id(item), details == SvaeDetails.CORRECTED ? corrected : published);
        }
      }
    }
    return targets;
  }
}
