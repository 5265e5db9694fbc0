package org.refold.evaluate.metric;

import java.util.List;

/**
 * Area under the ROC curve of one user: the share of pairs of a held-out and another ranked item in
 * which the held-out item has the higher score, in [0, 1]; 0.5 for a random ranking. Users of whom
 * nothing can be paired are left out.
 *
 * <p>Example: five items are ranked, held-out items stand at the ranks 2 and 4. The first wins 2 of
 * its 3 pairs, the second 1 of 3: {@code auc} is 3 / 6 = 0.5.
 */
public record Auc() implements ShareMetric {

  @Override
  public String base() {
    return "auc";
  }

  @Override
  public int cutoff() {
    return 0;
  }

  @Override
  public String summary() {
    return "share of pairs in which a held-out item scores higher than another ranked item;"
        + " a tie counts one half, users weigh the same";
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
    return "users of whom no held-out item or no other item could be ranked";
  }

  @Override
  public boolean readsPairs() {
    return true;
  }

  @Override
  public Measure measure(MetricContext background) {
    return ranking ->
        ranking.pairs() == 0 ? Double.NaN : ranking.pairsWon() / (double) ranking.pairs();
  }
}
