package org.refold.evaluate.metric;

import java.util.List;

/**
 * Catalogue coverage: the share of all items that stand in at least one user's list, in [0, 1].
 *
 * <p>Example: of 4 items only 2 are ever among the first 2 of any user: {@code coverage@2} is 0.5.
 *
 * @param cutoff the length of a list, k
 */
public record Coverage(int cutoff) implements SystemMetric {

  /** Checks the cut-off. */
  public Coverage {
    Cutoffs.check("coverage", cutoff);
  }

  @Override
  public String base() {
    return "coverage";
  }

  @Override
  public String summary() {
    return "share of the catalogue that is among the first k of at least one user";
  }

  @Override
  public Better better() {
    return Better.HIGHER;
  }

  @Override
  public List<Convention> conventions() {
    return List.of();
  }

  @Override
  public double of(Exposure exposure) {
    int shown = 0;
    for (int item = 0; item < exposure.items(); item++) {
      shown += exposure.count(item) > 0 ? 1 : 0;
    }
    return (double) shown / exposure.items();
  }
}
