package org.refold.nn.op;

import org.refold.kernel.Matrix;
import org.refold.nn.Contrast;
import org.refold.nn.Tape;
import org.refold.nn.Var;

/**
 * Losses that want a target to score higher than negatives. {@link Columns#pick} and {@link
 * Columns#without} cut both out of the scores of a batch. The equations are at {@link Contrast}.
 */
public final class RankingLosses {

  private RankingLosses() {}

  /**
   * Bayesian personalised ranking, {@code -log s(target - negative)} for each pair (Rendle et al.
   * 2009, section 4.1); its L2 penalty is not part of it.
   *
   * @param targets {@code [batch, 1]}
   * @param negatives {@code [batch, negatives]}
   * @param reduction what the sum over pairs is divided by
   */
  public static Var bpr(Var targets, Var negatives, EntryLosses.Reduction reduction) {
    double factor =
        reduction.factor((long) negatives.rows() * negatives.columns(), negatives.rows());
    return of("BprLoss", Contrast.BPR, 0, targets, negatives, factor);
  }

  /**
   * BPR-max with regularised scores, one loss for each row (Hidasi and Karatzoglou 2018, equations
   * 11 and 12). Gradients flow through the softmax over negatives.
   *
   * @param targets {@code [batch, 1]}
   * @param negatives {@code [batch, negatives]}
   * @param regularisation weight of the squares of the negatives' scores; typical: 0.4-2
   * @param reduction what the sum over rows is divided by; entries are rows here
   */
  public static Var bprMax(
      Var targets, Var negatives, double regularisation, EntryLosses.Reduction reduction) {
    if (!(regularisation >= 0)) {
      throw new IllegalArgumentException(
          "regularisation is " + regularisation + "; it must not be negative");
    }
    double factor = reduction.factor(targets.rows(), targets.rows());
    return of("BprMaxLoss", Contrast.BPR_MAX, regularisation, targets, negatives, factor);
  }

  /**
   * TOP1, one loss for each row, the mean over its negatives (Hidasi et al. 2016, section 3.1.3).
   * The target is not among those that are averaged.
   *
   * @param targets {@code [batch, 1]}
   * @param negatives {@code [batch, negatives]}
   * @param reduction what the sum over rows is divided by; entries are rows here
   */
  public static Var top1(Var targets, Var negatives, EntryLosses.Reduction reduction) {
    double factor = reduction.factor(targets.rows(), targets.rows());
    return of("Top1Loss", Contrast.TOP1, 0, targets, negatives, factor);
  }

  /**
   * TOP1-max, one loss for each row (Hidasi and Karatzoglou 2018, equation 9). Gradients flow
   * through the softmax over negatives.
   *
   * @param targets {@code [batch, 1]}
   * @param negatives {@code [batch, negatives]}
   * @param reduction what the sum over rows is divided by; entries are rows here
   */
  public static Var top1Max(Var targets, Var negatives, EntryLosses.Reduction reduction) {
    double factor = reduction.factor(targets.rows(), targets.rows());
    return of("Top1MaxLoss", Contrast.TOP1_MAX, 0, targets, negatives, factor);
  }

  /**
   * Sampled softmax: the cross-entropy of each row's target among the target and the negatives.
   *
   * @param targets {@code [batch, 1]}
   * @param negatives {@code [batch, negatives]}
   * @param reduction what the sum over rows is divided by; entries are rows here
   */
  public static Var crossEntropy(Var targets, Var negatives, EntryLosses.Reduction reduction) {
    double factor = reduction.factor(targets.rows(), targets.rows());
    return of("SampledSoftmaxLoss", Contrast.CROSS_ENTROPY, 0, targets, negatives, factor);
  }

  private static Var of(
      String operator,
      Contrast loss,
      double regularisation,
      Var targets,
      Var negatives,
      double factor) {
    if (targets.columns() != 1 || targets.rows() != negatives.rows() || negatives.columns() == 0) {
      throw new IllegalArgumentException(
          "targets are needed as [batch, 1] and negatives as [batch, at least 1], but are ["
              + (targets.rows() + ", " + targets.columns() + "] and [")
              + (negatives.rows() + ", " + negatives.columns() + "]"));
    }
    Tape tape = targets.tape();
    Matrix targetSlopes = tape.scratch(targets.rows(), 1);
    Matrix slopes = tape.scratch(negatives.rows(), negatives.columns());
    double sum =
        tape.arithmetic()
            .contrasts()
            .compare(
                loss,
                regularisation,
                targets.value(),
                negatives.value(),
                factor,
                targetSlopes,
                slopes);
    return tape.op(operator)
        .with("regularisation", regularisation)
        .on(targets, negatives)
        .gives(
            Sums.number(tape, sum),
            dy -> {
              double upstream = dy.get(0, 0);
              targets.accumulate(
                  (dt, beta) -> tape.arithmetic().add(upstream, targetSlopes, beta, dt));
              negatives.accumulate((ds, beta) -> tape.arithmetic().add(upstream, slopes, beta, ds));
            });
  }
}
