package org.refold.evaluate.metric;

import java.util.Locale;
import org.refold.settings.BadInputException;

/** The check that all metrics with a cut-off share. */
final class Cutoffs {

  private Cutoffs() {}

  static void check(String base, int cutoff) {
    if (cutoff < 1) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "the cut-off of %s is %d, but must be at least 1, as in %s@10",
              base,
              cutoff,
              base));
    }
  }
}
