package org.refold.evaluate.metric;

import java.util.List;
import org.refold.settings.Choice;

/**
 * Mean average precision: the sum over hits of {@code hits up to here / rank}, divided by a
 * denominator, in [0, 1].
 *
 * <p>Example: of 3 held-out items two stand at the ranks 2 and 4, so the sum is 1 / 2 + 2 / 4 = 1:
 * {@code map@2} is 0.5 / min(2, 3) = 0.25, {@code map@5} is 1 / 3 = 0.333333, {@code
 * map@2(denominator=relevant)} is 0.5 / 3 = 0.166667, {@code map@5(denominator=hits)} is 1 / 2.
 *
 * @param cutoff the length of the list, k
 * @param denominator what the sum is divided by
 */
public record AveragePrecision(int cutoff, Denominator denominator) implements ShareMetric {

  /** What the sum is divided by; T is the set of held-out items. */
  public enum Denominator implements Choice {
    /** As in the CDAE paper, RankSys and implicit: a perfect list scores 1. */
    MIN("the sum is divided by min(k, |T|)"),
    /**
     * As in LensKit since 2025; differs from {@link #MIN} only where fewer than k can be ranked.
     */
    LISTED("the sum is divided by min(|T|, items ranked, at most k)"),
    /** As in RecTools. */
    RELEVANT("the sum is divided by |T|, so that a short list cannot reach 1"),
    /** As in DaisyRec; one early hit scores as much as a perfect list. */
    HITS("the sum is divided by the number of hits, whatever was missed");

    private final String meaning;

    Denominator(String meaning) {
      this.meaning = meaning;
    }

    @Override
    public String meaning() {
      return meaning;
    }

    int of(int cutoff, UserRanking ranking, int hits) {
      int heldOut = ranking.heldOut();
      return switch (this) {
        case MIN -> Math.min(cutoff, heldOut);
        case LISTED -> Math.min(Math.min(cutoff, ranking.listed()), heldOut);
        case RELEVANT -> heldOut;
        case HITS -> Math.max(1, hits);
      };
    }
  }

  /** Checks the cut-off. */
  public AveragePrecision {
    Cutoffs.check("map", cutoff);
  }

  /** Average precision by min(k, |T|). */
  public AveragePrecision(int cutoff) {
    this(cutoff, Denominator.MIN);
  }

  @Override
  public String base() {
    return "map";
  }

  @Override
  public String summary() {
    return "mean over users of the precision at each hit, averaged";
  }

  @Override
  public Better better() {
    return Better.HIGHER;
  }

  @Override
  public List<Convention> conventions() {
    return List.of(Convention.of("denominator", denominator, Denominator.MIN));
  }

  @Override
  public String leftOut() {
    return denominator == Denominator.LISTED ? "users of whom no item could be ranked" : "";
  }

  @Override
  public Measure measure(MetricContext background) {
    return ranking -> {
      int hits = ranking.hits(cutoff);
      double sum = 0;
      for (int hit = 0; hit < hits; hit++) {
        sum += (hit + 1.0) / ranking.hitRank(hit);
      }
      return sum / denominator.of(cutoff, ranking, hits); // 0 / 0 of an empty list: left out
    };
  }
}
