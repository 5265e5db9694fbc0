package org.refold.evaluate.statistics;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.math3.stat.StatUtils;
import org.refold.evaluate.Interval;
import org.refold.evaluate.Mean;
import org.refold.evaluate.metric.Metric;
import org.refold.settings.BadInputException;

/**
 * A figure and the two ways in which it varies, kept apart: over seeds, because training and
 * perhaps the split are random, and over users, because other users could have been drawn. Neither
 * covers the other: many users do not make one lucky seed trustworthy, nor many seeds a few users.
 *
 * @param mean over seeds of the means over users
 * @param seeds how many there are
 * @param seedDeviation the standard deviation of the seeds' means, with n - 1; NaN for one seed
 * @param overSeeds the 95 % interval by Student's t over the seeds' means; empty for one seed
 * @param users how many took part, in any seed
 * @param overUsers the 95 % interval by Student's t over the users' means; empty for one user
 */
public record Variation(
    double mean,
    int seeds,
    double seedDeviation,
    Optional<Interval> overSeeds,
    int users,
    Optional<Interval> overUsers) {

  /**
   * The variation of numbers at hand.
   *
   * @param seedMeans the mean over users for each seed
   * @param userMeans the mean over seeds for each user, NaN for users who were left out
   * @throws BadInputException if there is no seed
   */
  public static Variation of(double[] seedMeans, double[] userMeans) {
    if (seedMeans.length == 0) {
      throw new BadInputException("there is no seed whose variation could be told");
    }
    Mean seeds = Mean.of(seedMeans);
    Mean users = Mean.of(userMeans);
    return new Variation(
        seeds.mean(),
        seedMeans.length,
        seedMeans.length < 2 ? Double.NaN : Math.sqrt(StatUtils.variance(seedMeans)),
        seeds.ci95(),
        users.count(),
        users.ci95());
  }

  /**
   * The variation of one model's figure.
   *
   * @param seeds its values, one for each seed
   * @throws BadInputException if there is no seed, or one lacks the metric
   */
  public static Variation of(Metric metric, List<UserValues> seeds) {
    double[] seedMeans =
        seeds.stream().mapToDouble(seed -> Mean.of(seed.of(metric)).mean()).toArray();
    return of(seedMeans, UserValues.overSeeds("the model", seeds).of(metric)).within(metric);
  }

  private Variation within(Metric metric) {
    return new Variation(
        mean,
        seeds,
        seedDeviation,
        overSeeds.map(ci -> ci.within(metric)),
        users,
        overUsers.map(ci -> ci.within(metric)));
  }

  /**
   * The variation of what one model gains over another. Seeds are paired like users: the k-th seed
   * of both must be the same.
   *
   * @throws BadInputException if there is no seed, the models have different numbers of seeds, or a
   *     seed lacks the metric
   */
  public static Variation ofDifference(
      Metric metric, List<UserValues> first, List<UserValues> second) {
    if (first.size() != second.size()) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%d seeds cannot be paired with %d; run both models with the same seeds",
              first.size(),
              second.size()));
    }
    double[] seedMeans = new double[first.size()];
    for (int seed = 0; seed < seedMeans.length; seed++) {
      seedMeans[seed] = paired(metric, first.get(seed), second.get(seed)).mean();
    }
    PairedSample users =
        paired(
            metric, UserValues.overSeeds("first", first), UserValues.overSeeds("second", second));
    return of(seedMeans, users.differences());
  }

  private static PairedSample paired(Metric metric, UserValues first, UserValues second) {
    return PairedSample.of(first.users(), first.of(metric), second.users(), second.of(metric));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%.4f; over %d seeds%s; over %d users%s",
        mean,
        seeds,
        overSeeds
            .map(i -> String.format(Locale.ROOT, " sd %.4f%s", seedDeviation, text(i)))
            .orElse(""),
        users,
        overUsers.map(Variation::text).orElse(""));
  }

  private static String text(Interval interval) {
    return String.format(Locale.ROOT, " [%.4f, %.4f]", interval.low(), interval.high());
  }
}
