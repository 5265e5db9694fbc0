package org.refold.evaluate.metric;

import java.util.List;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.refold.settings.Check;

/**
 * What hit rate or NDCG would be on average if the held-out item were ranked among a few items
 * drawn at random instead of among all: the protocol of SASRec, NCF and others, for comparison with
 * their figures only. Each of m items is drawn with replacement from those that are ranked beside
 * the held-out one, so the number of them above it is binomial; with p the share of those items
 * that score lower (a tie counts one half, as in {@link Auc})
 *
 * <pre>
 *   sum over j = 0 ... k-1 of  (m over j) (1 - p)^j p^(m-j) w_j     w_j = 1, or 1 / log2(j + 2)
 * </pre>
 *
 * <p>is the mean over all draws: exact, and from the same full ranking as the other metrics. Two
 * models may come in another order than by the full ranking (W. Krichene, S. Rendle: On Sampled
 * Metrics for Item Recommendation, KDD 2020); what it looks at is the whole ranking, not its head.
 *
 * <p>Example: three of four other items score lower, m = 2: none of the two is above with
 * probability 0.5625, one with 0.375. {@code sampled-hr@1(negatives=2)} is 0.5625, {@code
 * sampled-ndcg@2(negatives=2)} 0.5625 + 0.375 / log2(3) = 0.799099.
 *
 * <p>Deviations from SASRec's program: it may draw the held-out item itself, too, and in the test
 * the item of validation, which here is in the history and is not ranked.
 *
 * @param of what is measured
 * @param cutoff the length of the list, k
 * @param negatives how many items are drawn, m
 */
public record Sampled(Of of, int cutoff, int negatives) implements ShareMetric {

  /** SASRec's number of negatives. */
  static final int USUAL = 100;

  /** What is measured among the drawn items. */
  public enum Of {
    /** Whether the held-out item is among the first k. */
    HR("share of users whose held-out item would be"),
    /** The discount of its rank, 0 below k. */
    NDCG("discount of the rank of the held-out item, were it");

    private final String meaning;

    Of(String meaning) {
      this.meaning = meaning;
    }

    double worth(int above) {
      return this == HR ? 1 : Ndcg.Discount.LOG2.at(above + 1);
    }
  }

  /** Checks the numbers. */
  public Sampled {
    Cutoffs.check("sampled-hr", cutoff);
    Check.atLeast(1, "negatives", negatives, "typical: 100");
  }

  @Override
  public String base() {
    return of == Of.HR ? "sampled-hr" : "sampled-ndcg";
  }

  @Override
  public String summary() {
    return of.meaning + " among the first k of itself and items drawn at random";
  }

  @Override
  public Better better() {
    return Better.HIGHER;
  }

  @Override
  public List<Convention> conventions() {
    String meaning = "drawn uniformly with replacement; the mean over all draws";
    return List.of(Convention.of("negatives", negatives, USUAL, "a number", meaning));
  }

  @Override
  public String leftOut() {
    return "users of whom not exactly one item was held out, or none could be ranked beside it";
  }

  @Override
  public boolean readsPairs() {
    return true;
  }

  @Override
  public Measure measure(MetricContext background) {
    return ranking ->
        ranking.heldOut() != 1 || ranking.pairs() == 0
            ? Double.NaN
            : expected(ranking.pairsWon() / ranking.pairs());
  }

  private double expected(double lower) {
    BinomialDistribution above = new BinomialDistribution(null, negatives, 1 - lower);
    double sum = 0;
    for (int j = 0; j < Math.min(cutoff, negatives + 1); j++) {
      sum += above.probability(j) * of.worth(j);
    }
    return Math.min(1, sum);
  }
}
