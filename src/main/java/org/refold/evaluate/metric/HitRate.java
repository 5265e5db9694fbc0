package org.refold.evaluate.metric;

import java.util.List;

/**
 * Hit rate: 1 where at least one held-out item stands among the first k, else 0.
 *
 * <p>Example: the best held-out item has rank 4: {@code hr@3} is 0, {@code hr@5} is 1.
 *
 * @param cutoff the length of the list, k
 */
public record HitRate(int cutoff) implements ShareMetric {

  /** Checks the cut-off. */
  public HitRate {
    Cutoffs.check("hr", cutoff);
  }

  @Override
  public String base() {
    return "hr";
  }

  @Override
  public String summary() {
    return "share of users with at least one held-out item among the first k";
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
  public Measure measure(MetricContext background) {
    return ranking -> ranking.hits(cutoff) > 0 ? 1 : 0;
  }
}
