package org.refold.evaluate.statistics;

import java.util.Locale;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.refold.evaluate.Interval;

/**
 * Cohen's d of paired differences (d_z): the mean difference in standard deviations of the
 * differences. Unlike p it does not grow with the number of users. By Cohen's rule of thumb 0.2 is
 * small, 0.5 medium, 0.8 large.
 *
 * <p>The 95 % interval is {@code d ± 1.96 sqrt(1/n + d²/(2n))}, the large-sample one (Hedges and
 * Olkin 1985, chapter 5); for fewer than some twenty users it is too short.
 *
 * @param d the effect, in standard deviations; infinite where all differences are the same number
 *     other than 0
 * @param ci95 its interval; as wide as a point where d is 0 for want of any difference, or infinite
 */
public record EffectSize(double d, Interval ci95) {

  private static final double UPPER_TAIL = 0.975;

  /** The effect in a sample. */
  public static EffectSize of(PairedSample sample) {
    if (sample.standardDeviation() == 0) {
      double d = sample.mean() == 0 ? 0 : sample.mean() / 0;
      return new EffectSize(d, new Interval(d, d));
    }
    double n = sample.users();
    double d = sample.mean() / sample.standardDeviation();
    double error = Math.sqrt(1 / n + d * d / (2 * n));
    double reach = error * new NormalDistribution().inverseCumulativeProbability(UPPER_TAIL);
    return new EffectSize(d, new Interval(d - reach, d + reach));
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", d, ci95.low(), ci95.high());
  }
}
