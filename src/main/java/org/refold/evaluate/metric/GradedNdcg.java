package org.refold.evaluate.metric;

import java.util.Arrays;
import org.refold.settings.BadInputException;
import org.refold.settings.Spec;

/** NDCG where hits differ in worth, so that ideal lists are put in order for each user. */
final class GradedNdcg implements UserMetric.Measure {

  private final Ndcg metric;
  private final DiscountTable discounts;
  private double[] hitGains = new double[16];

  GradedNdcg(Ndcg metric) {
    this.metric = metric;
    this.discounts = new DiscountTable(metric.discount());
  }

  @Override
  public double of(UserRanking ranking) {
    int hits = ranking.hits(metric.cutoff());
    double sum = 0;
    for (int hit = 0; hit < hits; hit++) {
      sum += metric.gainOf(ranking.hitValue(hit)) * discounts.at(ranking.hitRank(hit));
    }
    double ideal =
        switch (metric.ideal()) {
          case TRUNCATED -> best(ranking, Math.min(metric.cutoff(), ranking.heldOut()));
          case FULL -> best(ranking, ranking.heldOut());
          case HITS -> bestOfHits(ranking, hits);
          case AS_GIVEN -> asGiven(ranking, Math.min(metric.cutoff(), ranking.heldOut()));
          case FIXED -> throw new IllegalStateException("refused by Ndcg");
        };
    if (Double.isInfinite(ideal)) {
      throw new BadInputException(
          "a held-out item of value %s has a gain beyond all numbers in %s: counts are no grades;"
                  .formatted(Spec.number(ranking.heldOutValue(0)), metric.name())
              + " take gain=value or gain=binary");
    }
    if (ideal > 0) {
      return sum / ideal;
    }
    return worthSomething(ranking) ? 0 : Double.NaN; // no such ideal list is the best one
  }

  /** The sum for a list of the best held-out items; gains rise with values. */
  private double best(UserRanking ranking, int length) {
    double sum = 0;
    for (int k = 0; k < length; k++) {
      sum += metric.gainOf(ranking.heldOutValue(k)) * discounts.at(k + 1);
    }
    return sum;
  }

  private double asGiven(UserRanking ranking, int length) {
    double sum = 0;
    for (int k = 0; k < length; k++) {
      sum += metric.gainOf(ranking.heldOutValueAsGiven(k)) * discounts.at(k + 1);
    }
    return sum;
  }

  private double bestOfHits(UserRanking ranking, int hits) {
    hitGains = hits > hitGains.length ? new double[2 * hits] : hitGains;
    for (int hit = 0; hit < hits; hit++) {
      hitGains[hit] = metric.gainOf(ranking.hitValue(hit));
    }
    Arrays.sort(hitGains, 0, hits);
    double sum = 0;
    for (int hit = 0; hit < hits; hit++) {
      sum += hitGains[hits - 1 - hit] * discounts.at(hit + 1);
    }
    return sum;
  }

  private boolean worthSomething(UserRanking ranking) {
    return metric.gainOf(ranking.heldOutValue(0)) > 0;
  }
}
