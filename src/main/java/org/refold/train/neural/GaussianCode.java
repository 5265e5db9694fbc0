package org.refold.train.neural;

import org.refold.kernel.Matrix;
import org.refold.nn.Var;
import org.refold.nn.op.Columns;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Losses;
import org.refold.nn.op.Stochastic;
import org.refold.train.Schedule;

/**
 * A code that is a normal distribution with independent units, {@code q(z) = N(mean, diag
 * exp(logVariance))}: the middle of a variational autoencoder (Kingma and Welling 2014).
 *
 * @param mean {@code [batch, latent]}; the code when scoring
 * @param logVariance {@code [batch, latent]}
 */
public record GaussianCode(Var mean, Var logVariance) {

  /** Of the means of an active unit, at least. */
  private static final double LEAST_VARIANCE = 0.01;

  /**
   * The code of an encoder with twice as many outputs as units.
   *
   * @param moments {@code [batch, 2 latent]}: means, then log variances
   */
  public static GaussianCode of(Var moments) {
    int latent = moments.columns() / 2;
    return new GaussianCode(
        Columns.slice(moments, 0, latent), Columns.slice(moments, latent, 2 * latent));
  }

  /** Means, then log variances: {@code [batch, 2 latent]}. */
  Var moments() {
    return Columns.join(mean, logVariance);
  }

  /**
   * The weight of a divergence at each training step, counted from 0: {@code min(beta, step /
   * annealSteps)}.
   *
   * @param beta where the weight stops
   * @param annealSteps steps over which it would rise to 1
   */
  public static Schedule annealing(double beta, int annealSteps) {
    long rise = Math.max(1, Math.round(beta * annealSteps));
    return beta == 0 ? Schedule.constant(0) : Schedule.linear(0, beta, rise);
  }

  /**
   * A draw {@code mean + noise exp(logVariance / 2) e} with e from a standard normal distribution.
   *
   * @param noise standard deviation of e; 1 for a variational autoencoder
   * @return {@code [batch, latent]}; the mean when scoring
   */
  public Var drawn(double noise) {
    Var drawn = Stochastic.gaussian(mean, logVariance, "code");
    return noise == 1 ? drawn : Elements.combine(1 - noise, mean, noise, drawn);
  }

  /**
   * The Kullback-Leibler divergence from the standard normal distribution: summed over units, mean
   * over users.
   *
   * @return {@code [1, 1]}
   */
  public Var divergence() {
    return Losses.gaussianDivergence(mean, logVariance);
  }

  /**
   * The share of units that tell users apart: whose means vary over the batch by more than 0.01
   * (Burda, Grosse, Salakhutdinov 2016, section 5.1). At 0 the posterior has collapsed onto the
   * prior, and the decoder does without the code.
   *
   * @return in [0, 1]; 0 for a batch of one user
   */
  public double activeShare() {
    Matrix means = mean.value();
    int active = 0;
    for (int unit = 0; unit < means.columns(); unit++) {
      double sum = 0;
      double squares = 0;
      for (int row = 0; row < means.rows(); row++) {
        double number = means.get(row, unit);
        sum += number;
        squares += number * number;
      }
      double average = sum / means.rows();
      active += squares / means.rows() - average * average > LEAST_VARIANCE ? 1 : 0;
    }
    return (double) active / means.columns();
  }
}
