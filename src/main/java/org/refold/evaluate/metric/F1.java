package org.refold.evaluate.metric;

import java.util.List;

/**
 * F1, the harmonic mean of precision (by k) and recall, {@code 2 hits / (k + d)} where d is the
 * denominator of recall, in [0, 1].
 *
 * <p>Example: 2 of the first 5 were held out, 3 were held out in all: {@code f1@5} is 2 * 2 / (5 +
 * 3) = 0.5.
 *
 * @param cutoff the length of the list, k
 * @param denominator what recall divides hits by; the standard is |T|
 */
public record F1(int cutoff, Recall.Denominator denominator) implements ShareMetric {

  /** Checks the cut-off. */
  public F1 {
    Cutoffs.check("f1", cutoff);
  }

  /** F1 with recall by |T|. */
  public F1(int cutoff) {
    this(cutoff, Recall.Denominator.RELEVANT);
  }

  @Override
  public String base() {
    return "f1";
  }

  @Override
  public String summary() {
    return "harmonic mean of precision and recall";
  }

  @Override
  public Better better() {
    return Better.HIGHER;
  }

  @Override
  public List<Convention> conventions() {
    return List.of(Convention.of("denominator", denominator, Recall.Denominator.RELEVANT));
  }

  @Override
  public Measure measure(MetricContext background) {
    return ranking ->
        2.0 * ranking.hits(cutoff) / (cutoff + denominator.of(cutoff, ranking.heldOut()));
  }
}
