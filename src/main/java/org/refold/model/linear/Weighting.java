package org.refold.model.linear;

import org.refold.data.BinaryMatrix;
import org.refold.settings.BadInputException;
import org.refold.settings.Tokens;

/**
 * What an interaction weighs before similarities are computed. Both forms hold down users with long
 * histories: {@code |I_u|} of {@code n} items. On binary data.
 */
public enum Weighting {
  /** 1. */
  NONE,
  /** {@code log(n / (1 + |I_u|))}. */
  TF_IDF,
  /**
   * The same times {@code (k1 + 1) / (k1 (1 - b + b |U_i| / mean |U|) + 1)} with {@code k1 = 1.2, b
   * = 0.75}: items of many users are held down as well.
   */
  BM25;

  private static final double K1 = 1.2;
  private static final double B = 0.75;

  /** The part of the weight that goes by the user, who has so many of the items. */
  double ofUser(int count, int items) {
    return this == NONE ? 1 : Math.log(items / (1.0 + count));
  }

  /** The part that goes by the item: {@code [items]}. */
  double[] ofItems(BinaryMatrix usersByItem) {
    int items = usersByItem.rowCount();
    double mean = (double) usersByItem.size() / items;
    double[] parts = new double[items];
    for (int item = 0; item < items; item++) {
      double length = 1 - B + B * usersByItem.count(item) / mean;
      parts[item] = this == BM25 ? (K1 + 1) / (K1 * length + 1) : 1;
    }
    return parts;
  }

  /**
   * @throws BadInputException if the similarity is not of weights
   */
  static void check(Weighting weighting, Similarity similarity) {
    if (weighting != NONE && similarity.isOfCounts()) {
      throw new BadInputException(
          "weighting is %s, but similarity %s is not of weights; choose weighting=none, or a cosine"
              .formatted(Tokens.of(weighting), Tokens.of(similarity)));
    }
  }
}
