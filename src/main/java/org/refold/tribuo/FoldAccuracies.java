package org.refold.tribuo;

import java.util.List;
import java.util.Locale;
import org.refold.evaluate.Mean;

/**
 * How often a classifier was right, in each fold of a cross-validation, beside the answer that is
 * always the most frequent label of the training part, on the same folds.
 *
 * @param perFold share of right answers in each fold, in [0, 1]
 * @param majorityPerFold the same of the most frequent label
 * @param examples how many examples there were in all folds
 */
public record FoldAccuracies(List<Double> perFold, List<Double> majorityPerFold, int examples) {

  /** Copies the lists. */
  public FoldAccuracies {
    perFold = List.copyOf(perFold);
    majorityPerFold = List.copyOf(majorityPerFold);
  }

  /**
   * The mean over folds with a 95 % interval by Student's t. Training parts of folds overlap, so
   * the interval is somewhat too narrow (Y. Bengio, Y. Grandvalet: No Unbiased Estimator of the
   * Variance of K-Fold Cross-Validation, JMLR 2004).
   */
  public Mean accuracy() {
    return Mean.of(numbers(perFold));
  }

  /** The same of the most frequent label. */
  public Mean majority() {
    return Mean.of(numbers(majorityPerFold));
  }

  private static double[] numbers(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Such as {@code accuracy 0.6120 [0.5890, 0.6350], most frequent label 0.4300, 5 folds}. */
  @Override
  public String toString() {
    Mean mean = accuracy();
    String range =
        mean.ci95()
            .map(ci -> String.format(Locale.ROOT, " [%.4f, %.4f]", ci.low(), ci.high()))
            .orElse("");
    return String.format(
        Locale.ROOT,
        "accuracy %.4f%s, most frequent label %.4f, %d folds of %d examples",
        mean.mean(),
        range,
        majority().mean(),
        perFold.size(),
        examples);
  }
}
