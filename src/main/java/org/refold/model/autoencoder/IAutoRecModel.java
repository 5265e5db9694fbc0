package org.refold.model.autoencoder;

import java.util.Arrays;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.kernel.Blas;
import org.refold.kernel.Kernels;
import org.refold.kernel.Matrix;
import org.refold.kernel.Parallel;
import org.refold.kernel.Transpose;
import org.refold.recommend.ItemVectors;
import org.refold.recommend.KnownUsers;
import org.refold.recommend.RatingPredictor;
import org.refold.train.TrainingLog;
import org.refold.train.WithTrainingLog;

/**
 * A fitted {@link IAutoRec}: the code of each item, and a row of W and a bias for each user of the
 * training data. Users go by their raw ids; histories are not looked at, as a user is an output
 * unit and what it learned does not change.
 *
 * <p>Scores are predicted ratings that are not clipped, so that they tell good from best. Items and
 * users without a training rating get the middle of the scale.
 */
public final class IAutoRecModel
    implements KnownUsers, RatingPredictor, ItemVectors, WithTrainingLog {

  private final Vocabulary items;
  private final Vocabulary users;
  private final int[] ratingsOfItem;
  private final int[] ratingsOfUser;
  private final RatingScale scale;
  private final AutoRecNetwork network;
  private final Matrix codes;
  private final TrainingLog history;

  /**
   * @param train the training ratings, [items, users]
   * @param codes of the items, {@code [items, units]}
   */
  IAutoRecModel(
      Interactions train,
      RatingScale scale,
      AutoRecNetwork network,
      Matrix codes,
      TrainingLog history) {
    this.items = train.users();
    this.users = train.items();
    this.ratingsOfItem = counts(train);
    this.ratingsOfUser = train.itemCounts();
    this.scale = scale;
    this.network = network;
    this.codes = codes;
    this.history = history;
  }

  private static int[] counts(Interactions rows) {
    int[] counts = new int[rows.userCount()];
    for (int row = 0; row < counts.length; row++) {
      counts[row] = rows.count(row);
    }
    return counts;
  }

  @Override
  public Vocabulary items() {
    return items;
  }

  @Override
  public Vocabulary users() {
    return users;
  }

  @Override
  public TrainingLog history() {
    return history;
  }

  /** The units of the last hidden layer. */
  @Override
  public int dimension() {
    return codes.columns();
  }

  /** The code of the item's training ratings. */
  @Override
  public void itemVector(int item, float[] vector) {
    codes.readRow(item, vector);
  }

  @Override
  public void scoreKnown(int[] known, float[] scores) {
    try (Matrix weights = Matrix.floats(known.length, codes.columns());
        Matrix products = Matrix.floats(known.length, items.size())) {
      float[] row = new float[codes.columns()];
      for (int k = 0; k < known.length; k++) {
        network.weight().readRow(known[k], row);
        weights.writeRow(k, row);
      }
      Blas.gemm(Transpose.NO, Transpose.YES, 1, weights, codes, 0, products);
      Parallel.rows(
          known.length,
          16,
          (from, to) -> {
            float[] units = new float[items.size()];
            for (int k = from; k < to; k++) {
              products.readRow(k, units);
              float bias = (float) network.bias().get(0, known[k]);
              for (int item = 0; item < units.length; item++) {
                units[item] += bias;
              }
              Kernels.activate(network.output().f(), units, units, 0, units.length);
              for (int item = 0; item < units.length; item++) {
                scores[k * units.length + item] = rating(known[k], item, units[item]);
              }
            }
          });
    }
  }

  private float rating(int user, int item, float unit) {
    return ratingsOfUser[user] > 0 && ratingsOfItem[item] > 0
        ? network.output().rating(unit)
        : scale.middle();
  }

  @Override
  public void predict(Interactions histories, Interactions pairs, float[] predictions) {
    Parallel.unevenRows(
        pairs.userCount(),
        64,
        (from, to) -> {
          float[] weights = new float[codes.columns()];
          float[] code = new float[codes.columns()];
          for (int row = from; row < to; row++) {
            int user = users.indexOf(pairs.users().id(row));
            predict(user, pairs, row, predictions, weights, code);
          }
        });
  }

  private void predict(
      int user, Interactions pairs, int row, float[] predictions, float[] weights, float[] code) {
    int start = pairs.start(row);
    int end = pairs.end(row);
    if (user < 0) {
      Arrays.fill(predictions, start, end, scale.middle());
      return;
    }
    network.weight().readRow(user, weights);
    float bias = (float) network.bias().get(0, user);
    for (int p = start; p < end; p++) {
      codes.readRow(pairs.item(p), code);
      predictions[p] = bias + Kernels.dot(weights, 0, code, 0, code.length);
    }
    Kernels.activate(network.output().f(), predictions, predictions, start, end);
    for (int p = start; p < end; p++) {
      predictions[p] = scale.clip(rating(user, pairs.item(p), predictions[p]));
    }
  }
}
