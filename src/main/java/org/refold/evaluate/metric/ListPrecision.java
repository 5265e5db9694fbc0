package org.refold.evaluate.metric;

import java.util.List;
import org.refold.settings.Choice;

/**
 * Precision, {@code hits / denominator}, in [0, 1].
 *
 * <p>Example: only 3 items can be ranked, 2 of them were held out: {@code precision@5} is 2 / 5 =
 * 0.4, and {@code precision@5(denominator=listed)} is 2 / 3 = 0.666667.
 *
 * @param cutoff the length of the list, k
 * @param denominator what hits are divided by
 */
public record ListPrecision(int cutoff, Denominator denominator) implements ShareMetric {

  /** What hits are divided by; they differ only where fewer than k items can be ranked. */
  public enum Denominator implements Choice {
    /** The most common one. */
    CUTOFF("hits are divided by k, also where fewer items could be ranked"),
    /** As in LensKit. */
    LISTED("hits are divided by the number of items ranked, at most k");

    private final String meaning;

    Denominator(String meaning) {
      this.meaning = meaning;
    }

    @Override
    public String meaning() {
      return meaning;
    }
  }

  /** Checks the cut-off. */
  public ListPrecision {
    Cutoffs.check("precision", cutoff);
  }

  /** Precision by k. */
  public ListPrecision(int cutoff) {
    this(cutoff, Denominator.CUTOFF);
  }

  @Override
  public String base() {
    return "precision";
  }

  @Override
  public String summary() {
    return "share of the first k that were held out";
  }

  @Override
  public Better better() {
    return Better.HIGHER;
  }

  @Override
  public List<Convention> conventions() {
    return List.of(Convention.of("denominator", denominator, Denominator.CUTOFF));
  }

  @Override
  public String leftOut() {
    return denominator == Denominator.LISTED ? "users of whom no item could be ranked" : "";
  }

  @Override
  public Measure measure(MetricContext background) {
    return ranking -> {
      int length = denominator == Denominator.CUTOFF ? cutoff : Math.min(cutoff, ranking.listed());
      return length == 0 ? Double.NaN : (double) ranking.hits(cutoff) / length;
    };
  }
}
