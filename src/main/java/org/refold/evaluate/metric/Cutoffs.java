package org.refold.evaluate.metric;

import org.refold.settings.BadInputException;

/** The check that all metrics with a cut-off share. */
final class Cutoffs {

  private Cutoffs() {}

  static void check(String base, int cutoff) {
    if (cutoff < 1) {
      throw new BadInputException(
          "the cut-off of %s is %d, but must be at least 1, as in %s@10"
              .formatted(base, cutoff, base));
    }
  }
}
