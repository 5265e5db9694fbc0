package org.refold.evaluate.metric;

import java.util.List;
import org.refold.data.BinaryMatrix;
import org.refold.settings.Choice;

/**
 * Intra-list diversity: the mean over all pairs among the first k of {@code 1 - cosine}, in [0, 1]
 * (Ziegler et al. 2005). Items are compared by who has them in the training data, or by their
 * categories. An item that has neither users nor categories is unlike all others. A list of one
 * item has no pair, so the user is left out.
 *
 * <p>Example: three items have the users {1, 2}, {1, 2} and {3}. Their pairs are 1 - 1, 1 - 0 and 1
 * - 0 apart: {@code diversity@3} is 2 / 3 = 0.666667.
 *
 * <p>Costs k times the users of an item for each list, not k squared: the cosines of an item with
 * all before it are one scalar product with the sum of their normalised vectors.
 *
 * @param cutoff the length of the list, k
 * @param similarity what makes items alike
 */
public record Diversity(int cutoff, Similarity similarity) implements ShareMetric {

  /** What makes items alike. */
  public enum Similarity implements Choice {
    /** Cosine of the sets of training users. */
    USERS("items are alike where the same training users have them (cosine)"),
    /** Cosine of the sets of categories. */
    CATEGORIES("items are alike where they share categories (cosine)");

    private final String meaning;

    Similarity(String meaning) {
      this.meaning = meaning;
    }

    @Override
    public String meaning() {
      return meaning;
    }
  }

  /** Checks the cut-off. */
  public Diversity {
    Cutoffs.check("diversity", cutoff);
  }

  /** By training users. */
  public Diversity(int cutoff) {
    this(cutoff, Similarity.USERS);
  }

  @Override
  public String base() {
    return "diversity";
  }

  @Override
  public String summary() {
    return "mean of 1 - similarity over all pairs among the first k";
  }

  @Override
  public Better better() {
    return Better.HIGHER;
  }

  @Override
  public List<Convention> conventions() {
    return List.of(Convention.of("similarity", similarity, Similarity.USERS));
  }

  @Override
  public String leftOut() {
    return "users of whom fewer than two items could be ranked";
  }

  @Override
  public Measure measure(MetricContext background) {
    BinaryMatrix features =
        similarity == Similarity.USERS ? background.itemUsers(this) : background.categories(this);
    double[] sum = new double[features.columnCount()];
    return ranking -> {
      int length = Math.min(cutoff, ranking.listed());
      if (length < 2) {
        return Double.NaN;
      }
      double cosines = 0;
      for (int rank = 1; rank <= length; rank++) {
        cosines += addTo(sum, features, ranking.item(rank));
      }
      clear(sum, features, ranking, length);
      return 1 - cosines / (0.5 * length * (length - 1));
    };
  }

  /** Adds an item's normalised vector to a sum, and returns its product with the sum before. */
  private static double addTo(double[] sum, BinaryMatrix features, int item) {
    double weight = 1 / Math.sqrt(features.count(item));
    double product = 0;
    for (int p = features.start(item); p < features.end(item); p++) {
      int feature = features.column(p);
      product += sum[feature];
      sum[feature] += weight;
    }
    return features.count(item) == 0 ? 0 : product * weight;
  }

  private static void clear(double[] sum, BinaryMatrix features, UserRanking ranking, int length) {
    for (int rank = 1; rank <= length; rank++) {
      int item = ranking.item(rank);
      for (int p = features.start(item); p < features.end(item); p++) {
        sum[features.column(p)] = 0;
      }
    }
  }
}
