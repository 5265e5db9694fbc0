package org.refold.model.linear;

import java.util.Locale;
import java.util.function.DoubleSupplier;
import org.refold.recommend.Fitting;

/** Passes of an iterative solution, until it hardly moves. */
final class Sweeps {

  private Sweeps() {}

  /**
   * Runs passes until the largest change of one is no more than the tolerance, or there were as
   * many as allowed, or the fit is asked to stop.
   *
   * @param most passes, at most
   * @param sweep one pass, which returns the largest change of a weight
   */
  static void run(Fitting fitting, int most, double tolerance, DoubleSupplier sweep) {
    fitting.progress().begin("sweeps", most);
    try {
      double change = Double.POSITIVE_INFINITY;
      for (int k = 0; k < most && change > tolerance; k++) {
        if (fitting.control().stopRequested()) {
          return;
        }
        change = sweep.getAsDouble();
        fitting.progress().advance(1, String.format(Locale.ROOT, "largest change %.2g", change));
      }
    } finally {
      fitting.progress().end();
    }
  }
}
