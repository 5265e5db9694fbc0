package org.refold.nn.op;

import org.refold.kernel.Matrix;
import org.refold.nn.Rows;
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

    private double factor(SparseRows pattern) {
      return switch (this) {
        case SUM -> 1;
        case MEAN_OVER_ENTRIES -> 1.0 / Math.max(1, pattern.size());
        case MEAN_OVER_ROWS -> 1.0 / Math.max(1, pattern.rows());
      };
    }
  }

  /** Loss of an output f at a target x, and its derivative by f. */
  private interface PerEntry {
    String name();

    double loss(double f, double x);

    double slope(double f, double x);
  }

  private static final PerEntry SQUARED =
      new PerEntry() {
        @Override
        public String name() {
          return "SquaredError";
        }

        @Override
        public double loss(double f, double x) {
          return (f - x) * (f - x);
        }

        @Override
        public double slope(double f, double x) {
          return 2 * (f - x);
        }
      };

  private static final PerEntry LOGISTIC =
      new PerEntry() {
        @Override
        public String name() {
          return "CrossEntropy";
        }

        @Override
        public double loss(double f, double x) {
          return Math.max(f, 0) + Math.log1p(Math.exp(-Math.abs(f))) - x * f;
        }

        @Override
        public double slope(double f, double x) {
          double odds = Math.exp(-Math.abs(f));
          return (f >= 0 ? 1 : odds) / (1 + odds) - x;
        }
      };

  /**
   * Squared error {@code (f - x)^2}, not halved.
   *
   * @param outputs {@code [1, targets.size()]}
   * @param targets {@code [batch, items]}
   * @param reduction what the sum over entries is divided by
   */
  public static Var squaredError(Var outputs, SparseRows targets, Reduction reduction) {
    return of(SQUARED, outputs, targets, reduction);
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
    return of(LOGISTIC, logits, targets, reduction);
  }

  private static Var of(PerEntry entry, Var outputs, SparseRows targets, Reduction reduction) {
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
    Matrix in = outputs.keep().value();
    Matrix slopes = tape.scratch(1, outputs.columns());
    double factor = reduction.factor(targets);
    double sum =
        Rows.sum(
            1,
            outputs.columns(),
            (row, work) -> {
              double[] f = work.read(1, in, 0);
              double total = 0;
              for (int at = 0; at < targets.size(); at++) {
                double x = targets.value(at);
                total += entry.loss(f[at], x);
                f[at] = factor * entry.slope(f[at], x);
              }
              work.write(f, slopes, 0);
              return total;
            });
    return tape.op(entry.name())
        .on(outputs)
        .on(targets)
        .gives(
            Sums.number(tape, factor * sum),
            dy ->
                outputs.accumulate(
                    (df, beta) -> tape.arithmetic().add(dy.get(0, 0), slopes, beta, df)));
  }
}
