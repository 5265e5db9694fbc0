package org.refold.evaluate.metric;

import java.util.List;

/**
 * Novelty as mean self-information, {@code mean(-log2(popularity))} over the first k, in bits (Zhou
 * et al. 2010); popularity is the share of training users that have the item. An item that no
 * training user has counts as if one had it.
 *
 * <p>Example: of 4 training users 4 have the first item listed and 1 the second: {@code novelty@2}
 * is (0 + 2) / 2 = 1.
 *
 * @param cutoff the length of the list, k
 */
public record Novelty(int cutoff) implements UserMetric {

  /** Checks the cut-off. */
  public Novelty {
    Cutoffs.check("novelty", cutoff);
  }

  @Override
  public String base() {
    return "novelty";
  }

  @Override
  public String summary() {
    return "mean over the first k of -log2(share of training users that have the item), in bits";
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
  public String leftOut() {
    return "users of whom no item could be ranked";
  }

  @Override
  public double least() {
    return 0;
  }

  @Override
  public Measure measure(MetricContext background) {
    double[] information = background.selfInformation(this);
    return ranking -> {
      int length = Math.min(cutoff, ranking.listed());
      double sum = 0;
      for (int rank = 1; rank <= length; rank++) {
        sum += information[ranking.item(rank)];
      }
      return length == 0 ? Double.NaN : sum / length;
    };
  }
}
