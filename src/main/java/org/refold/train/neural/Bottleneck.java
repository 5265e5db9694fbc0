package org.refold.train.neural;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.refold.data.Interactions;
import org.refold.kernel.Blas;
import org.refold.kernel.Matrix;
import org.refold.kernel.Transpose;
import org.refold.recommend.UserVectors;

/**
 * What the units of a code do for some users: how much they vary, how far a variational code is
 * from its prior, and how many directions the codes take.
 *
 * <p>A unit is dead if it is the same for all users. Of a Gaussian code it is active if its mean
 * varies by more than 0.01 (Y. Burda, R. Grosse, R. Salakhutdinov: Importance Weighted
 * Autoencoders, ICLR 2016, section 5.1), and informative if it tells more than 0.01 nats of who the
 * user is: {@code log(1 + variance of means / mean variance) / 2}, the capacity of a Gaussian
 * channel, which does not depend on the scale of the unit as the other does.
 *
 * @param users how many there are
 * @param variances of the means over users, {@code [units]}
 * @param divergences of each unit from the standard normal distribution, means over users, {@code
 *     [units]}; empty if the code is no distribution
 * @param information of each unit in nats, {@code [units]}; empty if the code is no distribution
 * @param dead how many units are
 * @param effectiveRank {@code (sum v)^2 / sum v^2} over the eigenvalues v of the covariance of the
 *     codes, their participation ratio: 1 if they lie on a line, as many as units if all directions
 *     count alike, 0 if all are the same
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
public record Bottleneck(
    int users,
    double[] variances,
    double[] divergences,
    double[] information,
    int dead,
    double effectiveRank) {

  /** Users that are looked at between epochs, at most: a few hundredths of a pass. */
  static final int USERS = 100;

  private static final double LEAST_VARIANCE = 0.01;
  private static final double LEAST_INFORMATION = 0.01;
  private static final double LEAST_SHARE = 0.05;
  private static final MathContext DIGITS = new MathContext(4);

  /** That of the vectors of users. */
  public static Bottleneck of(UserVectors model, Interactions histories) {
    int units = model.userDimension();
    float[] codes = new float[histories.userCount() * units];
    model.encode(histories, 0, histories.userCount(), codes);
    return of(histories.userCount(), units, codes);
  }

  /**
   * That of some codes.
   *
   * @param users rows
   * @param units of a code
   * @param codes {@code [users, units]} row by row, or {@code [users, 2 units]} with means and then
   *     log variances in each row
   */
  static Bottleneck of(int users, int units, float[] codes) {
    int width = codes.length / Math.max(1, users);
    double[] variances = new double[units];
    double[] divergences = new double[width == 2 * units ? units : 0];
    double[] information = new double[divergences.length];
    int dead = 0;
    try (Matrix centred = Matrix.doubles(users, units)) {
      for (int unit = 0; unit < units; unit++) {
        int at = unit;
        double[] means =
            IntStream.range(0, users).mapToDouble(u -> codes[u * width + at]).toArray();
        double mean = Arrays.stream(means).average().orElse(0);
        dead += Arrays.stream(means).allMatch(m -> m == means[0]) ? 1 : 0;
        double variance = 0;
        for (int user = 0; user < users; user++) {
          double gap = means[user] - mean;
          centred.set(user, unit, gap);
          variances[unit] += gap * gap / users;
        }
        for (int user = 0; user < users && divergences.length > 0; user++) {
          double log = codes[user * width + units + unit];
          double square = means[user] * means[user];
          divergences[unit] += (square + Math.exp(log) - 1 - log) / 2 / users;
          variance += Math.exp(log) / users;
        }
        if (information.length > 0) {
          information[unit] = Math.log1p(variances[unit] / variance) / 2;
        }
      }
      return new Bottleneck(users, variances, divergences, information, dead, rank(centred));
    }
  }

  /** Both sums over eigenvalues are sums over the smaller of the two Gram matrices. */
  private static double rank(Matrix centred) {
    boolean wide = centred.columns() > centred.rows();
    int side = Math.min(centred.rows(), centred.columns());
    Transpose first = wide ? Transpose.NO : Transpose.YES;
    Transpose second = wide ? Transpose.YES : Transpose.NO;
    try (Matrix gram = Matrix.doubles(side, side)) {
      Blas.gemm(first, second, 1, centred, centred, 0, gram);
      double[] row = new double[side];
      double trace = 0;
      double squares = 0;
      for (int k = 0; k < side; k++) {
        gram.readRow(k, row);
        trace += row[k];
        for (double number : row) {
          squares += number * number;
        }
      }
      return squares == 0 ? 0 : trace * trace / squares;
    }
  }

  /** Whether the code is a Gaussian distribution. */
  public boolean isGaussian() {
    return divergences.length > 0;
  }

  /** How many units a code has. */
  public int units() {
    return variances.length;
  }

  /** The share of units that are active, in [0, 1]. */
  public double activeShare() {
    return share(variances, LEAST_VARIANCE);
  }

  /** The share of units of a Gaussian code that are informative, in [0, 1]. */
  public double informativeShare() {
    return share(information, LEAST_INFORMATION);
  }

  private double share(double[] numbers, double least) {
    return (double) Arrays.stream(numbers).filter(number -> number > least).count() / units();
  }

  /** What the log of a training says of it, to four digits. */
  Map<String, Double> figures() {
    Map<String, Double> figures = new LinkedHashMap<>();
    if (isGaussian()) {
      double[] sorted = Arrays.stream(divergences).sorted().toArray();
      figures.put("active share", activeShare());
      figures.put("informative share", informativeShare());
      figures.put("kl of median unit", sorted[sorted.length / 2]);
      figures.put("kl of largest unit", sorted[sorted.length - 1]);
    }
    figures.put("dead share", (double) dead / units());
    figures.put("effective rank", effectiveRank);
    figures.replaceAll((name, number) -> rounded(number));
    return figures;
  }

  private static double rounded(double number) {
    return Double.isFinite(number) ? new BigDecimal(number).round(DIGITS).doubleValue() : number;
  }

  /**
   * Whether the posterior has collapsed: fewer than one in 20 units of a Gaussian code are
   * informative, so that the decoder does without it.
   */
  public boolean isCollapsed() {
    return isGaussian() && informativeShare() < LEAST_SHARE;
  }

  /** That the posterior has collapsed, or that more than half of the units are dead. */
  Optional<String> warning(String who) {
    if (isCollapsed()) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "%s: posterior collapse: of %d units of the code %d tell one of %d users from"
                  + " another; longer training, a smaller beta or a longer annealing lets it say"
                  + " more",
              who,
              units(),
              Math.round(informativeShare() * units()),
              users));
    }
    return 2 * dead > units() && users > 1
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "%s: dead units: %d of %d units of the code are the same for all of %d users;"
                    + " another activation or a smaller learning rate may keep them alive",
                who,
                dead,
                units(),
                users))
        : Optional.empty();
  }
}
