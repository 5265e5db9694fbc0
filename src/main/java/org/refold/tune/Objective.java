package org.refold.tune;

import org.jspecify.annotations.Nullable;

/** What a searcher makes small: settings are fitted and measured behind it. */
interface Objective {

  /**
   * The loss at a point.
   *
   * @param point a place in [0, 1] for each dimension; not modified
   * @return finite; of a fit that failed, more than that of all which did not
   * @throws Spent if the budget does not allow another fit
   */
  double loss(double[] point);

  /** Ends a search from within; not an error. */
  final class Spent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Spent() {
      this(null);
    }

    Spent(@Nullable Exception cause) {
      super("the budget is spent", cause, false, false);
    }
  }
}
