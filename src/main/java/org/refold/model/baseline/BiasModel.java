package org.refold.model.baseline;

import java.io.IOException;
import org.refold.data.Interactions;
import org.refold.data.RatingScale;
import org.refold.data.Vocabulary;
import org.refold.kernel.Parallel;
import org.refold.recommend.FoldIn;
import org.refold.recommend.ModelReader;
import org.refold.recommend.ModelWriter;
import org.refold.recommend.Preconditions;
import org.refold.recommend.RatingPredictor;
import org.refold.recommend.Recommender;

/**
 * Predicts {@code mu + b_u + b_i}: a mean, what an item differs from it, and what a user does.
 *
 * <p>The user's part always comes from the history at hand, {@code b_u = sum(r - mu - b_i) /
 * (userShrink + |I_u|)}, which for the training history of a training user is the solution of the
 * fit; a user without history has 0. Histories without ratings are taken as ratings at the top of
 * the scale. Scores are predictions that are not clipped.
 */
public final class BiasModel implements FoldIn, RatingPredictor {

  /** A shrinkage that lets no user differ. */
  static final double ALL_ALIKE = Double.POSITIVE_INFINITY;

  private static final String MEAN = "mean";
  private static final String ITEM_BIASES = "items.biases";

  private final Recommender recommender;
  private final Vocabulary items;
  private final RatingScale scale;
  private final float mean;
  private final float[] itemBiases;
  private final double userShrink;

  /**
   * @param itemBiases {@code [items]}, kept
   * @param userShrink infinite where users are all alike
   */
  BiasModel(
      Recommender recommender,
      Vocabulary items,
      RatingScale scale,
      double mean,
      float[] itemBiases,
      double userShrink) {
    this.recommender = recommender;
    this.items = items;
    this.scale = scale;
    this.mean = (float) mean;
    this.itemBiases = itemBiases;
    this.userShrink = userShrink;
  }

  /** The mean of all ratings; there is one at least. */
  static double mean(Interactions train) {
    double sum = 0;
    for (int p = 0; p < train.size(); p++) {
      sum += train.value(p);
    }
    return sum / train.size();
  }

  static BiasModel load(Recommender recommender, ModelReader file, double userShrink)
      throws IOException {
    return new BiasModel(
        recommender,
        file.items(),
        file.scale(),
        file.floats(MEAN, 1)[0],
        file.floats(ITEM_BIASES, file.items().size()),
        userShrink);
  }

  @Override
  public void save(ModelWriter file) {
    file.scale(scale).add(MEAN, new float[] {mean}).add(ITEM_BIASES, itemBiases);
  }

  /** What a user differs by, from the history in that row. */
  double userBias(Interactions histories, int row) {
    double sum = 0;
    for (int p = histories.start(row); p < histories.end(row); p++) {
      float rating = histories.hasValues() ? histories.value(p) : scale.most();
      sum += (double) rating - mean - itemBiases[histories.item(p)];
    }
    return histories.count(row) == 0 ? 0 : sum / (userShrink + histories.count(row));
  }

  /** The bounds of the training ratings. */
  public RatingScale scale() {
    return scale;
  }

  /** The mean of all ratings. */
  public float mean() {
    return mean;
  }

  /** Added to the number of a user's ratings, by which their sum is divided; may be infinite. */
  public double userShrink() {
    return userShrink;
  }

  /** What an item differs by. */
  public float itemBias(int item) {
    return itemBiases[item];
  }

  @Override
  public void score(Interactions histories, int from, int to, float[] scores) {
    Preconditions.foldIn(this, histories, from, to, scores);
    Parallel.rows(
        to - from,
        16,
        (first, end) -> {
          for (int row = first; row < end; row++) {
            float base = (float) (mean + userBias(histories, from + row));
            for (int item = 0; item < itemBiases.length; item++) {
              scores[row * itemBiases.length + item] = base + itemBiases[item];
            }
          }
        });
  }

  @Override
  public void predict(Interactions histories, Interactions pairs, float[] predictions) {
    Preconditions.predict(this, histories, pairs, predictions);
    for (int row = 0; row < pairs.userCount(); row++) {
      float base = (float) (mean + userBias(histories, row));
      for (int p = pairs.start(row); p < pairs.end(row); p++) {
        predictions[p] = scale.clip(base + itemBiases[pairs.item(p)]);
      }
    }
  }

  @Override
  public Recommender recommender() {
    return recommender;
  }

  @Override
  public Vocabulary items() {
    return items;
  }
}
