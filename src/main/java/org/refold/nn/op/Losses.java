package org.refold.nn.op;

import org.refold.kernel.Matrix;
import org.refold.nn.Arithmetic;
import org.refold.nn.DenseLoss;
import org.refold.nn.Mode;
import org.refold.nn.Rows;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;

/** Losses: numbers {@code [1, 1]}. Each says what is summed and what is averaged. */
public final class Losses {

  /** Keeps logarithms of probabilities finite. */
  private static final double LEAST_SHARE = 1e-7;

  private Losses() {}

  /**
   * Multinomial negative log-likelihood {@code -sum x log softmax(logits)}: summed over items, mean
   * over users (Liang et al. 2018, equation 2). Softmax and loss are one pass, and the gradient
   * takes the memory of the logits.
   *
   * @param logits {@code [batch, items]}; not to be read afterwards when training
   * @param targets {@code [batch, items]}
   */
  public static Var multinomial(Var logits, SparseRows targets) {
    return dense(DenseLoss.MULTINOMIAL, logits, targets);
  }

  /**
   * Gaussian negative log-likelihood {@code sum (x - f)^2 / 2} over all items, zeros included:
   * summed over items, mean over users (Liang et al. 2018, equation 3 with all confidences 1).
   *
   * @param outputs {@code [batch, items]}; not to be read afterwards when training
   * @param targets {@code [batch, items]}
   */
  public static Var gaussian(Var outputs, SparseRows targets) {
    return dense(DenseLoss.GAUSSIAN, outputs, targets);
  }

  /**
   * Logistic negative log-likelihood (binary cross-entropy) over all items, zeros included: summed
   * over items, mean over users (Liang et al. 2018, equation 4).
   *
   * @param logits {@code [batch, items]}; not to be read afterwards when training
   * @param targets {@code [batch, items]}, in [0, 1]
   */
  public static Var logistic(Var logits, SparseRows targets) {
    return dense(DenseLoss.LOGISTIC, logits, targets);
  }

  /** A loss over all items: summed over items, mean over users; see the methods of each. */
  public static Var dense(DenseLoss loss, Var outputs, SparseRows targets) {
    Tape tape = outputs.tape();
    double scale = 1.0 / Math.max(1, outputs.rows());
    if (tape.mode() == Mode.SCORING || !outputs.needsGradient()) {
      double sum = tape.arithmetic().compare(loss, outputs.value(), targets, scale, null);
      return tape.op(name(loss)).on(outputs).on(targets).gives(Sums.number(tape, sum), dy -> {});
    }
    Matrix f = outputs.value();
    Matrix derivative = outputs.spend();
    double sum = tape.arithmetic().compare(loss, f, targets, scale, derivative);
    return tape.op(name(loss))
        .on(outputs)
        .on(targets)
        .gives(
            Sums.number(tape, sum),
            dy -> {
              double upstream = dy.get(0, 0);
              if (upstream != 1) {
                tape.arithmetic().add(0, derivative, upstream, derivative);
              }
              outputs.accumulateTaking(derivative);
            });
  }

  private static String name(DenseLoss loss) {
    return switch (loss) {
      case MULTINOMIAL -> "MultinomialLoss";
      case GAUSSIAN -> "GaussianLoss";
      case LOGISTIC -> "LogisticLoss";
    };
  }

  /**
   * Kullback-Leibler divergence of a diagonal Gaussian from the standard normal distribution,
   * {@code sum (mu^2 + exp(logVariance) - 1 - logVariance) / 2}: summed over latent units, mean
   * over users (Kingma and Welling 2014, appendix B).
   *
   * @param mu {@code [batch, latent]}
   * @param logVariance {@code [batch, latent]}
   */
  public static Var gaussianDivergence(Var mu, Var logVariance) {
    Tape tape = mu.tape();
    Arithmetic math = tape.arithmetic();
    Matrix means = mu.keep().value();
    Matrix logs = logVariance.keep().value();
    Matrix slopes = tape.scratch(mu.rows(), mu.columns());
    double scale = 1.0 / Math.max(1, mu.rows());
    double sum =
        Rows.sum(
            mu.rows(),
            mu.columns(),
            (row, work) -> {
              double[] m = work.read(1, means, row);
              double[] log = work.read(2, logs, row);
              double total = 0;
              for (int k = 0; k < mu.columns(); k++) {
                double variance = Math.exp(log[k]);
                total += (m[k] * m[k] + variance - 1 - log[k]) / 2;
                log[k] = (variance - 1) / 2;
              }
              work.write(log, slopes, row);
              return total;
            });
    return tape.op("GaussianDivergence")
        .on(mu, logVariance)
        .gives(
            Sums.number(tape, scale * sum),
            dy -> {
              double upstream = scale * dy.get(0, 0);
              mu.accumulate((dmu, beta) -> math.add(upstream, means, beta, dmu));
              logVariance.accumulate((dlog, beta) -> math.add(upstream, slopes, beta, dlog));
            });
  }

  /**
   * Kullback-Leibler divergence of softmax(logits) from the uniform distribution over columns,
   * {@code sum p log(p columns)}: summed over rows and divided by a number of users.
   *
   * @param logits {@code [users groups, categories]}
   * @param users what the sum is divided by
   */
  public static Var divergenceFromUniform(Var logits, int users) {
    Tape tape = logits.tape();
    int columns = logits.columns();
    Matrix in = logits.value();
    Matrix slopes = tape.scratch(logits.rows(), columns);
    double sum =
        Rows.sum(
            logits.rows(),
            columns,
            (row, work) -> {
              double[] a = work.read(1, in, row);
              double[] slope = work.scratch(2, columns);
              double most = Double.NEGATIVE_INFINITY;
              for (int k = 0; k < columns; k++) {
                most = Math.max(most, a[k]);
              }
              double total = 0;
              for (int k = 0; k < columns; k++) {
                total += Math.exp(a[k] - most);
              }
              double logTotal = most + Math.log(total);
              double divergence = 0;
              for (int k = 0; k < columns; k++) {
                a[k] -= logTotal;
                divergence += Math.exp(a[k]) * a[k];
              }
              for (int k = 0; k < columns; k++) {
                slope[k] = Math.exp(a[k]) * (a[k] - divergence) / users;
              }
              work.write(slope, slopes, row);
              return (divergence + Math.log(columns)) / users;
            });
    return tape.op("UniformDivergence")
        .on(logits)
        .gives(
            Sums.number(tape, sum),
            dy ->
                logits.accumulate(
                    (da, beta) -> tape.arithmetic().add(dy.get(0, 0), slopes, beta, da)));
  }

  /**
   * Focal loss of probabilities (Lin et al. 2017): {@code -alpha (1 - p)^gamma log p} where a
   * target is one, {@code -(1 - alpha) p^gamma log(1 - p)} elsewhere; summed over items, mean over
   * users.
   *
   * @param p {@code [batch, items]}, in [0, 1]
   * @param targets {@code [batch, items]}, ones
   * @param alpha weight of ones
   * @param gamma how much less what is predicted well counts; at least 1
   */
  public static Var focal(Var p, SparseRows targets, double alpha, double gamma) {
    Tape tape = p.tape();
    Matrix in = p.value();
    Matrix slopes = tape.scratch(p.rows(), p.columns());
    double scale = 1.0 / Math.max(1, p.rows());
    double sum =
        Rows.sum(
            p.rows(),
            p.columns(),
            (row, work) -> {
              double[] likely = work.read(1, in, row);
              double[] isOne = work.zeros(2, p.columns());
              for (int at = targets.start(row); at < targets.end(row); at++) {
                isOne[targets.column(at)] = 1;
              }
              double total = 0;
              for (int k = 0; k < p.columns(); k++) {
                double right = isOne[k] == 1 ? likely[k] : 1 - likely[k];
                double q = Math.min(1 - LEAST_SHARE, Math.max(LEAST_SHARE, right));
                double weight = scale * (isOne[k] == 1 ? alpha : 1 - alpha);
                double wrong = Math.pow(1 - q, gamma - 1);
                total -= weight * wrong * (1 - q) * Math.log(q);
                double slope = weight * wrong * (gamma * Math.log(q) - (1 - q) / q);
                likely[k] = isOne[k] == 1 ? slope : -slope;
              }
              work.write(likely, slopes, row);
              return total;
            });
    return tape.op("FocalLoss")
        .with("alpha", alpha)
        .with("gamma", gamma)
        .on(p)
        .on(targets)
        .gives(
            Sums.number(tape, sum),
            dy ->
                p.accumulate((dp, beta) -> tape.arithmetic().add(dy.get(0, 0), slopes, beta, dp)));
  }
}
