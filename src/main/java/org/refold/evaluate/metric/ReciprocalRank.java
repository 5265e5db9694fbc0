package org.refold.evaluate.metric;

import java.util.List;
import org.refold.settings.Choice;

/**
 * Mean reciprocal rank, {@code 1 / rank} of the first held-out item among the first k, else 0.
 *
 * <p>Example: held-out items stand at the ranks 2 and 4: {@code mrr@5} is 1 / 2 = 0.5, and {@code
 * mrr@5(hits=sum)} is 1 / 2 + 1 / 4 = 0.75.
 *
 * @param cutoff the length of the list, k
 * @param hits which hits count
 */
public record ReciprocalRank(int cutoff, Hits hits) implements ShareMetric {

  /** Which hits count. */
  public enum Hits implements Choice {
    /** The most common one, in [0, 1]. */
    FIRST("only the first hit counts"),
    /** As in DaisyRec; exceeds 1 where several items were held out. */
    SUM("the reciprocal ranks of all hits are added up, which can exceed 1");

    private final String meaning;

    Hits(String meaning) {
      this.meaning = meaning;
    }

    @Override
    public String meaning() {
      return meaning;
    }
  }

  /** Checks the cut-off. */
  public ReciprocalRank {
    Cutoffs.check("mrr", cutoff);
  }

  /** The reciprocal rank of the first hit. */
  public ReciprocalRank(int cutoff) {
    this(cutoff, Hits.FIRST);
  }

  @Override
  public String base() {
    return "mrr";
  }

  @Override
  public String summary() {
    return "mean of 1 / rank of the first held-out item";
  }

  @Override
  public Better better() {
    return Better.HIGHER;
  }

  @Override
  public List<Convention> conventions() {
    return List.of(Convention.of("hits", hits, Hits.FIRST));
  }

  @Override
  public double largest() {
    return hits == Hits.FIRST ? 1 : Double.POSITIVE_INFINITY;
  }

  @Override
  public Measure measure(MetricContext background) {
    return ranking -> {
      int counted = Math.min(ranking.hits(cutoff), hits == Hits.FIRST ? 1 : cutoff);
      double sum = 0;
      for (int hit = 0; hit < counted; hit++) {
        sum += 1.0 / ranking.hitRank(hit);
      }
      return sum;
    };
  }
}
