package org.refold.evaluate.metric;

import java.util.Arrays;
import java.util.List;
import org.refold.data.BinaryMatrix;
import org.refold.settings.BadInputException;

/**
 * Miscalibration (Steck, RecSys 2018): the Kullback-Leibler divergence, in nats, of the categories
 * of the list from those of the user's history, {@code sum(p(g) ln(p(g) / q'(g)))} with {@code q' =
 * (1 - alpha) q + alpha p}; 0 where the list mirrors the history. Each item spreads a weight of 1
 * evenly over its categories; items without any are left out, and so are users whose history or
 * list has none.
 *
 * <p>Example: the history is half drama, half comedy, both items listed are dramas, alpha is 0.01:
 * q' is 0.995 and 0.005, and {@code calibration@2} is 0.5 ln(0.5 / 0.995) + 0.5 ln(0.5 / 0.005) =
 * 1.958518.
 *
 * @param cutoff the length of the list, k
 * @param alpha the share of p that keeps q' above zero, in (0, 1)
 */
public record Calibration(int cutoff, double alpha) implements UserMetric {

  private static final double PAPER_ALPHA = 0.01;

  /** Checks cut-off and alpha. */
  public Calibration {
    Cutoffs.check("calibration", cutoff);
    if (!(alpha > 0 && alpha < 1)) {
      throw new BadInputException(
          "alpha of calibration is " + alpha + ", but must lie between 0 and 1, as in 0.01");
    }
  }

  /** With the paper's alpha of 0.01. */
  public Calibration(int cutoff) {
    this(cutoff, PAPER_ALPHA);
  }

  @Override
  public String base() {
    return "calibration";
  }

  @Override
  public String summary() {
    return "Kullback-Leibler divergence of the list's categories from the history's, in nats";
  }

  @Override
  public Better better() {
    return Better.LOWER;
  }

  @Override
  public List<Convention> conventions() {
    return List.of(
        Convention.of(
            "alpha",
            alpha,
            PAPER_ALPHA,
            "a number between 0 and 1",
            "the list's shares are mixed with this much of the history's"));
  }

  @Override
  public String leftOut() {
    return "users whose history or list has no item with a category";
  }

  @Override
  public double least() {
    return 0;
  }

  @Override
  public Measure measure(MetricContext background) {
    BinaryMatrix categories = background.categories(this);
    double[] history = new double[categories.columnCount()];
    double[] list = new double[categories.columnCount()];
    return ranking -> {
      Arrays.fill(history, 0);
      Arrays.fill(list, 0);
      int inHistory = 0;
      for (int k = 0; k < ranking.historySize(); k++) {
        inHistory += spread(categories, ranking.history(k), history);
      }
      int inList = 0;
      for (int rank = 1; rank <= Math.min(cutoff, ranking.listed()); rank++) {
        inList += spread(categories, ranking.item(rank), list);
      }
      return inHistory == 0 || inList == 0
          ? Double.NaN
          : divergence(history, inHistory, list, inList);
    };
  }

  /** Adds a weight of 1 over an item's categories; returns 1, or 0 where it has none. */
  private static int spread(BinaryMatrix categories, int item, double[] sums) {
    int count = categories.count(item);
    for (int p = categories.start(item); p < categories.end(item); p++) {
      sums[categories.column(p)] += 1.0 / count;
    }
    return Math.min(1, count);
  }

  private double divergence(double[] history, int inHistory, double[] list, int inList) {
    double sum = 0;
    for (int g = 0; g < history.length; g++) {
      double p = history[g] / inHistory;
      if (p > 0) {
        double q = (1 - alpha) * list[g] / inList + alpha * p;
        sum += p * Math.log(p / q);
      }
    }
    return sum;
  }
}
