package org.refold.evaluate.metric;

import java.util.List;
import org.refold.settings.Choice;

/**
 * Popularity of what is listed: the mean over the first k of the share of training users that have
 * the item, or how far that lies above the same mean over the user's history (popularity lift,
 * Abdollahpouri et al. 2020).
 *
 * <p>Example: of 4 training users 4 have the first item listed and 2 the second: {@code
 * popularity@2} is (1 + 0.5) / 2 = 0.75. If the user's history has one item, which 2 of 4 have,
 * {@code popularity@2(measure=lift)} is (0.75 - 0.5) / 0.5 = 0.5.
 *
 * @param cutoff the length of the list, k
 * @param measure the mean itself or its lift
 */
public record PopularityBias(int cutoff, Kind measure) implements UserMetric {

  /** The mean itself or its lift. */
  public enum Kind implements Choice {
    /** In [0, 1]. */
    AVERAGE("the mean popularity of the list"),
    /** Above 0: more popular than what the user chose. */
    LIFT("(mean of the list - mean of the history) / mean of the history");

    private final String meaning;

    Kind(String meaning) {
      this.meaning = meaning;
    }

    @Override
    public String meaning() {
      return meaning;
    }
  }

  /** Checks the cut-off. */
  public PopularityBias {
    Cutoffs.check("popularity", cutoff);
  }

  /** The mean popularity of the list. */
  public PopularityBias(int cutoff) {
    this(cutoff, Kind.AVERAGE);
  }

  @Override
  public String base() {
    return "popularity";
  }

  @Override
  public String summary() {
    return "how popular the first k are: share of training users that have an item";
  }

  @Override
  public Better better() {
    return Better.LOWER;
  }

  @Override
  public List<Convention> conventions() {
    return List.of(Convention.of("measure", measure, Kind.AVERAGE));
  }

  @Override
  public String leftOut() {
    return measure == Kind.LIFT
        ? "users of whom no item could be ranked, or whose history has no training user"
        : "users of whom no item could be ranked";
  }

  @Override
  public double least() {
    return measure == Kind.LIFT ? -1 : 0;
  }

  @Override
  public double largest() {
    return measure == Kind.LIFT ? Double.POSITIVE_INFINITY : 1;
  }

  @Override
  public Measure measure(MetricContext background) {
    double[] popularity = background.popularity(this);
    return ranking -> {
      double list = ofList(ranking, popularity);
      if (measure == Kind.AVERAGE) {
        return list;
      }
      double history = ofHistory(ranking, popularity);
      return history > 0 ? (list - history) / history : Double.NaN;
    };
  }

  private double ofList(UserRanking ranking, double[] popularity) {
    int length = Math.min(cutoff, ranking.listed());
    double sum = 0;
    for (int rank = 1; rank <= length; rank++) {
      sum += popularity[ranking.item(rank)];
    }
    return length == 0 ? Double.NaN : sum / length;
  }

  private static double ofHistory(UserRanking ranking, double[] popularity) {
    double sum = 0;
    for (int k = 0; k < ranking.historySize(); k++) {
      sum += popularity[ranking.history(k)];
    }
    return ranking.historySize() == 0 ? Double.NaN : sum / ranking.historySize();
  }
}
