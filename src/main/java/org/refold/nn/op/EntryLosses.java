package org.refold.nn.op;

import org.refold.kernel.Matrix;
import org.refold.nn.EntryLoss;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;

/**
 * Losses over chosen entries only, such as the observed ratings, or positives with sampled
 * negatives: outputs come from {@link Layers#observed}, targets are what the pattern holds. A dense
 * output is never formed.
 */
public final class EntryLosses {

  private EntryLosses() {}

  /** What a sum over entries is divided by. */
  public enum Reduction {
    /** By nothing. */
    SUM,
    /** By the number of entries. */
    MEAN_OVER_ENTRIES,
    /** By the number of rows: a sum over items, a mean over users. */
    MEAN_OVER_ROWS;

    double factor(long entries, long rows) {
      return switch (this) {
        case SUM -> 1;
        case MEAN_OVER_ENTRIES -> 1.0 / Math.max(1, entries);
        case MEAN_OVER_ROWS -> 1.0 / Math.max(1, rows);
      };
    }
  }

  /**
   * Squared error {@code (f - x)^2}, not halved.
   *
   * @param outputs {@code [1, targets.size()]}
   * @param targets {@code [batch, items]}
   * @param reduction what the sum over entries is divided by
   */
  public static Var squaredError(Var outputs, SparseRows targets, Reduction reduction) {
    return of("SquaredError", EntryLoss.SQUARED, outputs, targets, reduction);
  }

  /**
   * Binary cross-entropy {@code -x log s(f) - (1 - x) log(1 - s(f))} with the logistic function s.
   *
   * @param logits {@code [1, targets.size()]}
   * @param targets {@code [batch, items]} in [0, 1], as a rule 1 at positives, 0 at sampled
   *     negatives
   * @param reduction what the sum over entries is divided by
   */
  public static Var crossEntropy(Var logits, SparseRows targets, Reduction reduction) {
    return of("CrossEntropy", EntryLoss.LOGISTIC, logits, targets, reduction);
  }

  private static Var of(
      String operator, EntryLoss loss, Var outputs, SparseRows targets, Reduction reduction) {
    if (outputs.rows() != 1 || outputs.columns() != targets.size()) {
      throw new IllegalArgumentException(
          "outputs ["
              + outputs.rows()
              + ", "
              + outputs.columns()
              + "] are needed as [1, "
              + targets.size()
              + "], one for each target");
    }
    Tape tape = outputs.tape();
    Matrix slopes = tape.scratch(1, outputs.columns());
    double factor = reduction.factor(targets.size(), targets.rows());
    double sum =
        tape.arithmetic().totals().compare(loss, outputs.keep().value(), targets, factor, slopes);
    return tape.op(operator)
        .on(outputs)
        .on(targets)
        .gives(
            Sums.number(tape, sum),
            dy ->
                outputs.accumulate(
                    (df, beta) -> tape.arithmetic().add(dy.get(0, 0), slopes, beta, df)));
  }
}
