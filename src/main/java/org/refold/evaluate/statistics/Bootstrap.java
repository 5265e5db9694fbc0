package org.refold.evaluate.statistics;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.refold.evaluate.Interval;
import org.refold.kernel.Parallel;
import org.refold.kernel.Streams;
import org.refold.settings.BadInputException;
import org.refold.settings.Choice;
import org.refold.settings.Spec;

/**
 * An interval for the mean difference by resampling users with replacement (Efron and Tibshirani
 * 1993, chapters 13 and 14).
 *
 * <p>Where users were tested in folds, folds are drawn with replacement and then as many users of
 * each as it has. That counts what users vary twice, once in the means of the folds: without an
 * effect of the fold the interval is about 1.4 times as wide as need be (Davison and Hinkley 1997,
 * section 3.8), so that {@link Comparer} takes that of {@link FoldEffect} there.
 *
 * @param resamples how often as many users are drawn as there are
 * @param kind how the interval is read off the means of the resamples
 * @param level the share of cases in which the interval should hold the true mean, such as 0.95
 * @param seed of the random stream; each resample has a stream of its own, so that the interval
 *     does not depend on threads
 */
@RecordBuilder
public record Bootstrap(int resamples, Kind kind, double level, long seed)
    implements BootstrapBuilder.With {

  /** How the interval is read off the means of the resamples. */
  public enum Kind implements Choice {
    /** Simple, and too short for a few skewed differences. */
    PERCENTILE("the quantiles of the resampled means"),
    /** The better one for few users; for hundreds it is nearly the same. */
    BCA("the quantiles of the resampled means, corrected for bias and skewness (BCa)");

    private final String meaning;

    Kind(String meaning) {
      this.meaning = meaning;
    }

    @Override
    public String meaning() {
      return meaning;
    }
  }

  private static final int GRAIN = 64;

  /** Means this close, in parts of the largest difference, are the same number. */
  private static final double TIE = 1e-12;

  private static final NormalDistribution NORMAL = new NormalDistribution();

  /** Checks resamples and level. */
  public Bootstrap {
    if (resamples < 2) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "the bootstrap has %d resamples, but needs at least 2; typical: 1000-10000",
              resamples));
    }
    if (!(level > 0 && level < 1)) {
      throw new BadInputException(
          "the level of an interval is %s, but must lie between 0 and 1, as in 0.95"
              .formatted(level));
    }
  }

  /** 95 % intervals by BCa from 10,000 resamples. */
  public Bootstrap(long seed) {
    this(10_000, Kind.BCA, 0.95, seed);
  }

  /** The interval of the mean difference. */
  public Interval of(PairedSample sample) {
    double[] differences = sample.turned();
    double[][] folds = turned(sample);
    double[] means = new double[resamples];
    Parallel.rows(
        resamples,
        GRAIN,
        (from, to) -> {
          for (int k = from; k < to; k++) {
            means[k] = folds.length > 1 ? meanOfFolds(folds, k) : meanOfResample(differences, k);
          }
        });
    Interval interval = interval(differences, means);
    return sample.mean() >= 0 ? interval : new Interval(-interval.high(), -interval.low());
  }

  /** The differences of each fold, turned as {@link PairedSample#turned} turns all. */
  private static double[][] turned(PairedSample sample) {
    double sign = sample.mean() >= 0 ? 1 : -1;
    return Arrays.stream(sample.byFold())
        .map(fold -> Arrays.stream(fold).map(difference -> sign * difference).sorted().toArray())
        .toArray(double[][]::new);
  }

  private double meanOfFolds(double[][] folds, int resample) {
    SplittableRandom random = Streams.of(seed, "bootstrap of folds", resample);
    double sum = 0;
    int users = 0;
    for (int k = 0; k < folds.length; k++) {
      double[] fold = folds[random.nextInt(folds.length)];
      for (int user = 0; user < fold.length; user++) {
        sum += fold[random.nextInt(fold.length)];
      }
      users += fold.length;
    }
    return sum / users;
  }

  private double meanOfResample(double[] differences, int resample) {
    SplittableRandom random = Streams.of(seed, "bootstrap of users", resample);
    double sum = 0;
    for (int k = 0; k < differences.length; k++) {
      sum += differences[random.nextInt(differences.length)];
    }
    return sum / differences.length;
  }

  /**
   * Reads the interval off.
   *
   * @param differences what was resampled, {@code [users]}
   * @param means the mean of each resample, {@code [resamples]}
   */
  Interval interval(double[] differences, double[] means) {
    double tail = (1 - level) / 2;
    double low = tail;
    double high = 1 - tail;
    if (kind == Kind.BCA) {
      double bias = bias(differences, means);
      double acceleration = acceleration(differences);
      low = corrected(tail, bias, acceleration);
      high = corrected(1 - tail, bias, acceleration);
    }
    return new Interval(quantile(means, low), quantile(means, high));
  }

  /**
   * How far the resampled means lie off the mean, in standard deviations. Half of the ties count as
   * below; a tie is a mean within {@link #rounding} of that of the sample, for two sums of the same
   * numbers in another order seldom agree in the last bit.
   */
  static double bias(double[] differences, double[] means) {
    double mean = StatUtils.mean(differences);
    double rounding = rounding(differences);
    double below = 0;
    for (double resampled : means) {
      double beyond = resampled - mean;
      below += Math.abs(beyond) <= rounding ? 0.5 : beyond < 0 ? 1 : 0;
    }
    // were all on one side, the bias would be infinite: half a resample is left on the other
    double share = Math.min(Math.max(below, 0.5), means.length - 0.5) / means.length;
    return NORMAL.inverseCumulativeProbability(share);
  }

  /**
   * How far means that are equal but for rounding may lie apart: n additions err by half a unit in
   * the last place of the sum each, and differences of metrics by some of their own.
   */
  private static double rounding(double[] differences) {
    double largest = 0;
    for (double difference : differences) {
      largest = Math.max(largest, Math.abs(difference));
    }
    return Math.max(TIE, differences.length * Math.ulp(1.0)) * largest;
  }

  /** From the jackknife; for a mean that is the skewness, divided by 6 sqrt(n). */
  private static double acceleration(double[] differences) {
    double mean = StatUtils.mean(differences);
    double squares = 0;
    double cubes = 0;
    for (double difference : differences) {
      double d = difference - mean;
      squares += d * d;
      cubes += d * d * d;
    }
    return squares == 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5));
  }

  private static double corrected(double share, double bias, double acceleration) {
    double z = bias + NORMAL.inverseCumulativeProbability(share);
    return NORMAL.cumulativeProbability(bias + z / (1 - acceleration * z));
  }

  /** Linear between the two nearest of the sorted means, as numpy does it. */
  private static double quantile(double[] means, double share) {
    if (share <= 0) {
      return Arrays.stream(means).min().orElseThrow();
    }
    return new Percentile()
        .withEstimationType(Percentile.EstimationType.R_7)
        .evaluate(means, 100 * share);
  }

  /** How it was made, for a person: "95 % interval of ...". */
  public String meaning() {
    return String.format(
        Locale.ROOT,
        "%s %% interval of the mean difference by bootstrap over users: %s; %d resamples, seed %d",
        Spec.number(100 * level),
        kind.meaning(),
        resamples,
        seed);
  }
}
