package org.refold.evaluate.metric;

/** NDCG where each hit is worth 1, so that ideal lists are sums of discounts. */
final class BinaryNdcg implements UserMetric.Measure {

  private final Ndcg metric;
  private final DiscountTable discounts;

  BinaryNdcg(Ndcg metric) {
    this.metric = metric;
    this.discounts = new DiscountTable(metric.discount());
  }

  @Override
  public double of(UserRanking ranking) {
    int hits = ranking.hits(metric.cutoff());
    if (hits == 0) {
      return 0;
    }
    double sum = 0;
    for (int hit = 0; hit < hits; hit++) {
      sum += discounts.at(ranking.hitRank(hit));
    }
    return sum / discounts.sum(idealLength(ranking.heldOut(), hits));
  }

  private int idealLength(int heldOut, int hits) {
    return switch (metric.ideal()) {
      case TRUNCATED, AS_GIVEN -> Math.min(metric.cutoff(), heldOut);
      case FIXED -> metric.cutoff();
      case FULL -> heldOut;
      case HITS -> hits;
    };
  }
}
