package org.refold.model.autoencoder;

import org.refold.kernel.Activation;
import org.refold.nn.Var;
import org.refold.nn.op.Columns;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Losses;
import org.refold.nn.op.Stochastic;
import org.refold.nn.op.Sums;
import org.refold.train.neural.GaussianCode;

/**
 * Normal distributions with independent units, by mean and variance: the codes of {@link
 * LadderVae}, which are multiplied.
 *
 * @param mean {@code [batch, units]}
 * @param variance {@code [batch, units]}, positive
 */
record Normals(Var mean, Var variance) {

  private static final double LEAST_VARIANCE = 1e-6;

  /**
   * Those of a linear layer.
   *
   * @param moments {@code [batch, 2 units]}: means, then what softplus makes variances of
   */
  static Normals of(Var moments) {
    int units = moments.columns() / 2;
    Var raw = Columns.slice(moments, units, 2 * units);
    Var variance = Elements.shift(Elements.activate(raw, Activation.SOFTPLUS), LEAST_VARIANCE);
    return new Normals(Columns.slice(moments, 0, units), variance);
  }

  /** The same with log variances. */
  GaussianCode code() {
    return new GaussianCode(mean, Elements.log(variance));
  }

  /** A draw {@code [batch, units]}; the mean when scoring. */
  Var drawn(String purpose) {
    return Stochastic.gaussian(mean, Elements.log(variance), purpose);
  }

  /** The normalised product of two densities: precisions add up. */
  Normals merged(Normals other) {
    Var sum = Elements.add(variance, other.variance);
    Var weighted =
        Elements.add(
            Elements.multiply(mean, other.variance), Elements.multiply(other.mean, variance));
    return new Normals(
        Elements.divide(weighted, sum),
        Elements.divide(Elements.multiply(variance, other.variance), sum));
  }

  /** The divergence from the standard normal distribution: summed over units, mean over rows. */
  Var standardDivergence() {
    return Losses.gaussianDivergence(mean, Elements.log(variance));
  }

  /**
   * The divergence {@code sum (log(s / v) + (v + (m - a)^2) / s - 1) / 2} from N(a, s): summed over
   * units, mean over rows.
   */
  Var divergence(Normals from) {
    Var away = Elements.subtract(mean, from.mean);
    Var spread = Elements.add(variance, Elements.multiply(away, away));
    Var terms =
        Elements.add(
            Elements.log(Elements.divide(from.variance, variance)),
            Elements.divide(spread, from.variance));
    double half = 0.5 / Math.max(1, mean.rows());
    return Elements.shift(Elements.scale(half, Sums.sum(terms)), -mean.columns() / 2.0);
  }
}
