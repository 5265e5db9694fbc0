package org.refold.nn.op;

import org.refold.kernel.Matrix;
import org.refold.nn.Arithmetic;
import org.refold.nn.Rows;
import org.refold.nn.Tape;
import org.refold.nn.Var;

/** Divergences from mixtures of normal distributions, which have no closed form. */
public final class Mixtures {

  private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

  private Mixtures() {}

  /**
   * A mixture of three normal distributions of each unit: the standard one, one given for each row
   * and unit, and a wide one around 0 (Shenbin et al. 2020, section 3.3).
   *
   * @param standard share of N(0, 1)
   * @param given share of the given distribution
   * @param wide share of N(0, exp(wideLogVariance))
   * @param wideLogVariance the logarithm of its variance
   */
  public record Composite(double standard, double given, double wide, double wideLogVariance) {

    /** The logarithm of the density at z; {@code slope[0]} becomes its derivative. */
    double log(double z, double mean, double logVariance, double[] slope) {
      double a = Math.log(standard) + normal(z, 0, 0);
      double b = Math.log(given) + normal(z, mean, logVariance);
      double c = Math.log(wide) + normal(z, 0, wideLogVariance);
      double most = Math.max(a, Math.max(b, c));
      double ofA = Math.exp(a - most);
      double ofB = Math.exp(b - most);
      double ofC = Math.exp(c - most);
      double sum = ofA + ofB + ofC;
      slope[0] =
          -(ofA * z
                  + ofB * (z - mean) * Math.exp(-logVariance)
                  + ofC * z * Math.exp(-wideLogVariance))
              / sum;
      return most + Math.log(sum);
    }
  }

  private static double normal(double z, double mean, double logVariance) {
    return -(LOG_TWO_PI + logVariance + (z - mean) * (z - mean) * Math.exp(-logVariance)) / 2;
  }

  /**
   * An estimate of the Kullback-Leibler divergence of a normal distribution q from a mixture p by
   * one draw: {@code weight_u sum [log q(z) - log p(z)]}, summed over units, mean over rows.
   * Gradients reach z and the moments of q, not the mixture.
   *
   * @param z a draw from q, {@code [batch, units]}
   * @param mean of q, {@code [batch, units]}
   * @param logVariance of q, {@code [batch, units]}
   * @param prior the mixture
   * @param given its given means and log variances, {@code [batch, 2 units]}. Not modified.
   * @param weights of the rows; kept until the tape begins its next step
   * @return {@code [1, 1]}
   */
  public static Var divergence(
      Var z, Var mean, Var logVariance, Composite prior, Matrix given, double[] weights) {
    Tape tape = z.tape();
    Arithmetic math = tape.arithmetic();
    int units = z.columns();
    Matrix draws = z.keep().value();
    Matrix means = mean.keep().value();
    Matrix logs = logVariance.keep().value();
    Matrix ofZ = tape.scratch(z.rows(), units);
    Matrix ofMean = tape.scratch(z.rows(), units);
    Matrix ofLog = tape.scratch(z.rows(), units);
    double sum =
        Rows.sum(
            z.rows(),
            units,
            (row, work) -> {
              double[] at = work.read(1, draws, row);
              double[] m = work.read(2, means, row);
              double[] log = work.read(3, logs, row);
              double[] old = work.read(4, given, row);
              double[] slope = work.scratch(5, 1);
              double weight = weights[row] / z.rows();
              double total = 0;
              for (int k = 0; k < units; k++) {
                double away = (at[k] - m[k]) * Math.exp(-log[k]);
                total +=
                    normal(at[k], m[k], log[k]) - prior.log(at[k], old[k], old[units + k], slope);
                double squared = away * (at[k] - m[k]);
                at[k] = weight * (-away - slope[0]);
                m[k] = weight * away;
                log[k] = weight * (squared - 1) / 2;
              }
              work.write(at, ofZ, row);
              work.write(m, ofMean, row);
              work.write(log, ofLog, row);
              return weight * total;
            });
    return tape.op("MixtureDivergence")
        .on(z, mean, logVariance)
        .gives(
            Sums.number(tape, sum),
            dy -> {
              double upstream = dy.get(0, 0);
              z.accumulate((dz, beta) -> math.add(upstream, ofZ, beta, dz));
              mean.accumulate((dm, beta) -> math.add(upstream, ofMean, beta, dm));
              logVariance.accumulate((dl, beta) -> math.add(upstream, ofLog, beta, dl));
            });
  }
}
