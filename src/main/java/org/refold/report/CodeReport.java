package org.refold.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.refold.data.Interactions;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.Model;
import org.refold.recommend.Recommender;
import org.refold.recommend.UserVectors;
import org.refold.report.chart.Series;
import org.refold.report.table.Cell;
import org.refold.report.table.Table;
import org.refold.settings.BadInputException;
import org.refold.split.Split;
import org.refold.train.neural.Bottleneck;
import org.refold.train.neural.Coded;
import org.refold.train.neural.MatchedUnits;

/**
 * What the codes of autoencoders do: how many of their units, in how many directions, and whether
 * another seed finds the same ones.
 *
 * @param codes of each autoencoder
 */
public record CodeReport(List<Looked> codes) {

  private static final int USERS = 500;

  /** Of a line in a chart, about. */
  private static final int MOST_POINTS = 25;

  /**
   * One autoencoder, fitted twice.
   *
   * @param name of the recommender
   * @param first what the code of the first fit does
   * @param matched its units and those of the second fit, by their values for the same users
   */
  public record Looked(String name, Bottleneck first, MatchedUnits matched) {}

  /** Copies the list. */
  public CodeReport {
    codes = List.copyOf(codes);
  }

  /**
   * Fits autoencoders on the training part of a split, with two seeds each, and looks at their
   * codes of the first 500 training users at most. The test part is not looked at.
   *
   * @throws BadInputException if a model has no code of users
   */
  public static CodeReport of(List<Recommender> recommenders, Split split, long seed) {
    Interactions train = split.train();
    Interactions users =
        train.rows(IntStream.range(0, Math.min(USERS, train.userCount())).toArray());
    List<Looked> codes = new ArrayList<>();
    for (Recommender each : recommenders) {
      try (Fitted<? extends Model> first = fit(each, split, seed);
          Fitted<? extends Model> second = fit(each, split, seed + 1)) {
        if (!(first.model() instanceof Coded coded)
            || !(first.model() instanceof UserVectors a)
            || !(second.model() instanceof UserVectors b)) {
          throw new BadInputException(
              each.name() + " has no code of users; autoencoders of users do, such as mult-vae");
        }
        codes.add(new Looked(each.name(), coded.bottleneck(users), MatchedUnits.of(a, b, users)));
      }
    }
    return new CodeReport(codes);
  }

  private static Fitted<? extends Model> fit(Recommender recommender, Split split, long seed) {
    Fitting fitting = Fitting.withSeed(seed);
    return recommender.fit(
        split.train(), split.validation().map(fitting::withValidation).orElse(fitting));
  }

  /** A row for each autoencoder. */
  public Table table() {
    Table table =
        Table.of(
            "Codes of training users",
            "model",
            "units",
            "effective rank",
            "dead units",
            "informative units",
            "largest KL of a unit",
            "correlation with another seed");
    for (Looked each : codes) {
      Bottleneck code = each.first();
      double largest = Arrays.stream(code.divergences()).max().orElse(Double.NaN);
      double informative = code.isGaussian() ? code.informativeShare() : Double.NaN;
      table =
          table.row(
              each.name(),
              code.units(),
              new Cell.Value(code.effectiveRank(), 1),
              code.dead(),
              new Cell.Value(informative * code.units(), 0),
              new Cell.Value(largest, 2),
              new Cell.Value(each.matched().mean(), 3));
    }
    return table
        .note(
            "effective rank: participation ratio of the covariance of codes. Informative: more than"
                + " .01 nats, of Gaussian codes only.")
        .note(
            "correlation: mean size over units, each matched with one of a fit by the next seed.");
  }

  /** The KL divergences of the units of Gaussian codes in nats, over their ranks. */
  public List<Series> divergences() {
    return codes.stream()
        .filter(each -> each.first().isGaussian())
        .map(each -> ranked(each.name(), each.first().divergences()))
        .toList();
  }

  /** The correlations of units with those of another seed, over their ranks. */
  public List<Series> correlations() {
    return codes.stream().map(each -> ranked(each.name(), each.matched().correlation())).toList();
  }

  private static Series ranked(String name, double[] numbers) {
    double[] ascending = Arrays.stream(numbers).sorted().toArray();
    Series series = Series.of(name);
    int step = Math.max(1, ascending.length / MOST_POINTS);
    for (int rank = 1; rank <= ascending.length; rank += step) {
      series = series.point(rank, ascending[ascending.length - rank]);
    }
    return series;
  }
}
