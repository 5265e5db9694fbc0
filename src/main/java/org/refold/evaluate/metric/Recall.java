package org.refold.evaluate.metric;

import java.util.List;
import org.refold.settings.Choice;

/**
 * Recall, {@code hits / denominator}, in [0, 1].
 *
 * <p>Example: of 3 held-out items, 2 stand among the first 2: {@code recall@2} is 2 / min(2, 3) =
 * 1, and {@code recall@2(denominator=relevant)} is 2 / 3 = 0.666667.
 *
 * @param cutoff the length of the list, k
 * @param denominator what hits are divided by
 */
public record Recall(int cutoff, Denominator denominator) implements ShareMetric {

  /** What hits are divided by; T is the set of held-out items. */
  public enum Denominator implements Choice {
    /** As in the Mult-VAE and EASE papers: a perfect list scores 1 whatever the cut-off. */
    MIN("hits are divided by min(k, |T|)"),
    /** As in RecBole, SVAE and textbooks. */
    RELEVANT("hits are divided by |T|, so that a short list cannot reach 1");

    private final String meaning;

    Denominator(String meaning) {
      this.meaning = meaning;
    }

    @Override
    public String meaning() {
      return meaning;
    }

    int of(int cutoff, int heldOut) {
      return this == MIN ? Math.min(cutoff, heldOut) : heldOut;
    }
  }

  /** Checks the cut-off. */
  public Recall {
    Cutoffs.check("recall", cutoff);
  }

  /** Recall by min(k, |T|). */
  public Recall(int cutoff) {
    this(cutoff, Denominator.MIN);
  }

  @Override
  public String base() {
    return "recall";
  }

  @Override
  public String summary() {
    return "share of the held-out items that stand among the first k";
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
  public Measure measure(MetricContext background) {
    return ranking -> (double) ranking.hits(cutoff) / denominator.of(cutoff, ranking.heldOut());
  }
}
