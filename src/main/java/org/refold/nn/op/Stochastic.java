package org.refold.nn.op;

import java.util.SplittableRandom;
import org.refold.kernel.Matrix;
import org.refold.kernel.NormalDraws;
import org.refold.kernel.Streams;
import org.refold.nn.Arithmetic;
import org.refold.nn.Mode;
import org.refold.nn.Rows;
import org.refold.nn.Tape;
import org.refold.nn.Var;

/**
 * Layers that draw random numbers, in {@link Mode#TRAINING} only. Draws are functions of (seed,
 * step, purpose, row).
 */
public final class Stochastic {

  private Stochastic() {}

  /**
   * Inverted dropout of units: each is set to zero with probability {@code rate}, the others are
   * divided by {@code 1 - rate}.
   *
   * @param x {@code [batch, units]}
   * @param rate in [0, 1)
   * @param purpose the name of the layer, which tells its random stream from others
   * @return of the shape of x; x itself when scoring
   */
  public static Var dropout(Var x, double rate, String purpose) {
    Inputs.checkRate(rate, purpose);
    Tape tape = x.tape();
    if (rate == 0 || tape.mode() == Mode.SCORING) {
      return x;
    }
    Arithmetic math = tape.arithmetic();
    Matrix mask = tape.scratch(x.rows(), x.columns());
    Matrix thinned = tape.scratch(x.rows(), x.columns());
    math.scaling().dropout(rate, tape.streamSeed(purpose), x.value(), mask, thinned);
    return tape.op("Dropout")
        .with("ratio", rate)
        .on(x)
        .gives(
            thinned,
            dy -> {
              math.multiplyElements(1, dy, mask, 0, dy);
              x.accumulateTaking(dy);
            });
  }

  /**
   * The reparameterised draw {@code z = mu + exp(logVariance / 2) e} with e from a standard normal
   * distribution (Kingma and Welling 2014, section 2.4).
   *
   * @param mu {@code [batch, latent]}
   * @param logVariance {@code [batch, latent]}
   * @param purpose the name of the layer, which tells its random stream from others
   * @return {@code [batch, latent]}; mu itself when scoring
   */
  public static Var gaussian(Var mu, Var logVariance, String purpose) {
    Tape tape = mu.tape();
    if (tape.mode() == Mode.SCORING) {
      return mu;
    }
    Arithmetic math = tape.arithmetic();
    Matrix noise = tape.scratch(mu.rows(), mu.columns());
    drawNormal(tape, noise, purpose);
    Matrix means = mu.keep().value();
    Matrix logs = logVariance.keep().value();
    Matrix z = tape.scratch(mu.rows(), mu.columns());
    Rows.each(
        mu.rows(),
        mu.columns(),
        (row, work) -> {
          double[] e = work.read(1, noise, row);
          double[] log = work.read(2, logs, row);
          double[] sum = work.read(3, means, row);
          for (int k = 0; k < mu.columns(); k++) {
            e[k] *= Math.exp(log[k] / 2);
            sum[k] += e[k];
          }
          work.write(e, noise, row);
          work.write(sum, z, row);
        });
    return tape.op("GaussianDraw")
        .on(mu, logVariance)
        .gives(
            z,
            dz -> {
              mu.accumulate((dmu, beta) -> math.add(1, dz, beta, dmu));
              logVariance.accumulate(
                  (dlog, beta) -> math.multiplyElements(0.5, dz, noise, beta, dlog));
            });
  }

  /**
   * Noise of the standard Gumbel distribution, {@code x - log(-log u)}: the softmax of the sum is a
   * soft draw from softmax(x) (Jang et al. 2017, equation 2).
   *
   * @param x {@code [batch, units]}
   * @param purpose the name of the layer, which tells its random stream from others
   * @return of the shape of x; x itself when scoring
   */
  public static Var gumbel(Var x, String purpose) {
    Tape tape = x.tape();
    if (tape.mode() == Mode.SCORING) {
      return x;
    }
    Matrix in = x.value();
    Matrix noisy = tape.scratch(x.rows(), x.columns());
    long seed = tape.streamSeed(purpose);
    Rows.each(
        x.rows(),
        x.columns(),
        (row, work) -> {
          SplittableRandom random = Streams.of(seed, "row", row);
          double[] numbers = work.read(1, in, row);
          for (int k = 0; k < x.columns(); k++) {
            numbers[k] += gumbel(random.nextDouble());
          }
          work.write(numbers, noisy, row);
        });
    return tape.op("GumbelNoise")
        .on(x)
        .gives(noisy, dy -> x.accumulate((dx, beta) -> tape.arithmetic().add(1, dy, beta, dx)));
  }

  /** The standard Gumbel number of a uniform one in [0, 1): 0.366513 at 1/2. */
  static double gumbel(double u) {
    return -Math.log(-Math.log(Math.max(u, Double.MIN_NORMAL)));
  }

  private static void drawNormal(Tape tape, Matrix to, String purpose) {
    long seed = tape.streamSeed(purpose);
    Rows.each(
        to.rows(),
        to.columns(),
        (row, work) -> {
          SplittableRandom random = Streams.of(seed, "row", row);
          double[] numbers = work.scratch(1, to.columns());
          for (int k = 0; k < to.columns(); k++) {
            numbers[k] = NormalDraws.next(random);
          }
          work.write(numbers, to, row);
        });
  }
}
