package org.refold.evaluate.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.StatUtils;
import org.refold.data.Vocabulary;
import org.refold.settings.BadInputException;

/**
 * The same users measured twice: what one model's value exceeds the other's by, user by user. Only
 * users with both values take part. Immutable.
 *
 * <p>The differences are kept in ascending order, so that nothing computed from them, random draws
 * included, depends on how users are numbered. Those of one size but for rounding, such as 0.3 -
 * 0.2 and 0.1 - 0, are made equal, so that tests find their ties and those who do not differ.
 */
public final class PairedSample {

  /** Sizes this close, in parts of the largest value, are the same but for rounding. */
  private static final double ROUNDING = 1e-13;

  private final double[] differences;
  private final List<double[]> folds;
  private final double meanFirst;
  private final double meanSecond;
  private final int leftOut;

  private PairedSample(double[] first, double[] second, int leftOut) {
    this.differences = new double[first.length];
    for (int user = 0; user < first.length; user++) {
      differences[user] = first[user] - second[user];
    }
    mergeTies(differences, ROUNDING * Math.max(largest(first), largest(second)));
    Arrays.sort(differences);
    this.folds = List.of(differences);
    this.meanFirst = sortedMean(first);
    this.meanSecond = sortedMean(second);
    this.leftOut = leftOut;
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElse(0);
  }

  /** Gives all differences of a size within rounding of a smaller one that size, whatever sign. */
  private static void mergeTies(double[] differences, double rounding) {
    double[] sizes = Arrays.stream(differences).map(Math::abs).sorted().toArray();
    double[] merged = new double[sizes.length];
    double kept = 0;
    for (int k = 0; k < sizes.length; k++) {
      kept = sizes[k] - kept > rounding ? sizes[k] : kept;
      merged[k] = kept;
    }
    for (int user = 0; user < differences.length; user++) {
      double size = merged[Arrays.binarySearch(sizes, Math.abs(differences[user]))];
      differences[user] = differences[user] < 0 ? -size : size;
    }
  }

  private static double sortedMean(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return StatUtils.mean(sorted);
  }

  /**
   * Pairs two arrays by position.
   *
   * @param first one value a user, NaN where the user was left out
   * @param second the same users in the same order
   * @throws BadInputException if fewer than two users have both values, or a value is infinite
   * @throws IllegalArgumentException if the arrays differ in length
   */
  public static PairedSample of(double[] first, double[] second) {
    if (first.length != second.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d values cannot be paired with %d; align them by user id",
              first.length,
              second.length));
    }
    double[] a = new double[first.length];
    double[] b = new double[first.length];
    int n = 0;
    for (int user = 0; user < first.length; user++) {
      if (!Double.isNaN(first[user]) && !Double.isNaN(second[user])) {
        a[n] = finite(first[user]);
        b[n++] = finite(second[user]);
      }
    }
    if (n < 2) {
      throw new BadInputException(
          String.format(
                  Locale.ROOT,
                  "%d of %d users have both values, but a comparison needs at least 2; measure both"
                      + " models",
                  n,
                  first.length)
              + " on the same hold-out");
    }
    return new PairedSample(Arrays.copyOf(a, n), Arrays.copyOf(b, n), first.length - n);
  }

  private static double finite(double value) {
    if (Double.isInfinite(value)) {
      throw new BadInputException(
          "a user's value is " + value + "; a comparison needs finite values, or NaN for none");
    }
    return value;
  }

  /**
   * Pairs values by the raw ids of their users. A user whom only one side knows is left out.
   *
   * @param users the users of {@code first}, by index
   * @param first one value a user, NaN where the user was left out
   * @param others the users of {@code second}, by index
   * @param second one value a user, NaN where the user was left out
   * @throws BadInputException if fewer than two users have both values, or a value is infinite
   */
  public static PairedSample of(
      Vocabulary users, double[] first, Vocabulary others, double[] second) {
    if (users.equals(others)) {
      return of(first, second);
    }
    int[] there = users.indicesIn(others);
    double[] aligned = new double[first.length];
    int known = 0;
    for (int user = 0; user < aligned.length; user++) {
      aligned[user] = there[user] < 0 ? Double.NaN : second[there[user]];
      known += there[user] < 0 ? 0 : 1;
    }
    PairedSample sample = of(first, aligned);
    return sample.withLeftOut(sample.leftOut + others.size() - known);
  }

  private PairedSample withLeftOut(int users) {
    return new PairedSample(List.of(this), users);
  }

  /**
   * The users of several folds, each tested in one of them.
   *
   * @param folds at least one
   */
  public static PairedSample ofFolds(List<PairedSample> folds) {
    return new PairedSample(folds, folds.stream().mapToInt(PairedSample::leftOut).sum());
  }

  private PairedSample(List<PairedSample> parts, int leftOut) {
    this.folds = parts.stream().flatMap(part -> part.folds.stream()).toList();
    this.differences = folds.stream().flatMapToDouble(Arrays::stream).toArray();
    mergeTies(differences, ROUNDING * largest(differences));
    Arrays.sort(differences);
    this.meanFirst = mean(parts, PairedSample::meanFirst);
    this.meanSecond = mean(parts, PairedSample::meanSecond);
    this.leftOut = leftOut;
  }

  private double mean(List<PairedSample> parts, ToDoubleFunction<PairedSample> mean) {
    if (parts.size() == 1) {
      return mean.applyAsDouble(parts.get(0));
    }
    double sum = 0;
    for (PairedSample part : parts) {
      sum += mean.applyAsDouble(part) * part.users();
    }
    return sum / differences.length;
  }

  /** How many users have both values; at least 2. */
  public int users() {
    return differences.length;
  }

  /** The differences of each fold, ascending, not copied; one where there are no folds. */
  double[][] byFold() {
    return folds.toArray(double[][]::new);
  }

  /** How many folds the users were tested in; 1 where all were tested by the same two models. */
  public int folds() {
    return folds.size();
  }

  /** What users and folds contribute to the variation; empty where there are no folds. */
  public Optional<FoldEffect> foldEffect() {
    return folds.size() > 1 && differences.length > folds.size()
        ? Optional.of(FoldEffect.of(this))
        : Optional.empty();
  }

  /** How sure the mean difference is: over users, and over training sets where there are folds. */
  public StandardError standardError() {
    return foldEffect()
        .map(FoldEffect::overFolds)
        .orElseGet(
            () ->
                new StandardError(
                    standardDeviation() / Math.sqrt(differences.length), differences.length - 1.0));
  }

  /** How many users lack one of the values, and take no part. */
  public int leftOut() {
    return leftOut;
  }

  /** First minus second for each user: {@code [users()]}, ascending, a copy. */
  public double[] differences() {
    return differences.clone();
  }

  /** The mean of the first values, over the users who have both. */
  public double meanFirst() {
    return meanFirst;
  }

  /** The mean of the second values, over the users who have both. */
  public double meanSecond() {
    return meanSecond;
  }

  /** The mean difference, first minus second. */
  public double mean() {
    return StatUtils.mean(differences);
  }

  /** The standard deviation of the differences, with n - 1; 0 where all are the same number. */
  public double standardDeviation() {
    return differences[0] == differences[differences.length - 1]
        ? 0
        : Math.sqrt(StatUtils.variance(differences));
  }

  /** Whether first and second agree for every user. */
  public boolean isIdentical() {
    return differences[0] == 0 && differences[differences.length - 1] == 0;
  }

  /**
   * The differences turned so that their mean is not negative. Random draws are made on these: then
   * a comparison the other way round gives the same, up to the sign.
   *
   * @return {@code [users()]}, ascending, fresh
   */
  double[] turned() {
    if (mean() >= 0) {
      return differences();
    }
    double[] turned = new double[differences.length];
    for (int user = 0; user < turned.length; user++) {
      turned[user] = -differences[turned.length - 1 - user];
    }
    return turned;
  }
}
