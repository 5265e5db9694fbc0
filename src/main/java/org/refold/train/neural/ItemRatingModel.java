package org.refold.train.neural;

import java.io.IOException;
import java.util.Arrays;
import org.refold.data.Interactions;
import org.refold.data.RatingScale;
import org.refold.kernel.Blas;
import org.refold.kernel.Kernels;
import org.refold.kernel.Matrix;
import org.refold.kernel.Parallel;
import org.refold.kernel.Precision;
import org.refold.kernel.Transpose;
import org.refold.nn.layer.Scope;
import org.refold.recommend.ItemVectors;
import org.refold.recommend.KnownUsers;
import org.refold.recommend.ModelReader;
import org.refold.recommend.ModelWriter;
import org.refold.recommend.Preconditions;
import org.refold.recommend.RatingPredictor;
import org.refold.recommend.Recommender;
import org.refold.train.Training;
import org.refold.train.batch.Ratings;

/**
 * A fitted autoencoder of the ratings of items: the code of each item, and a row of weights and a
 * bias for each user of the training data. Users go by their raw ids; histories are not looked at,
 * as a user is an output unit and what it learned does not change.
 *
 * <p>Scores are predicted ratings that are not clipped, so that they tell good from best. Items and
 * users without a training rating get the middle of the scale.
 */
public final class ItemRatingModel extends NeuralModel
    implements KnownUsers, RatingPredictor, ItemVectors, Coded {

  private static final String CODES = "items.codes";

  private final Interactions histories;
  private final int[] ratingsOfItem;
  private final RatingScale scale;
  private final RatingNetwork network;
  private Matrix codes;

  /**
   * @param histories of the training data, [users, items], without values
   */
  ItemRatingModel(
      Recommender recommender,
      Interactions histories,
      RatingScale scale,
      Scope scope,
      RatingNetwork network) {
    super(recommender, histories.items(), scope);
    this.histories = histories;
    this.ratingsOfItem = histories.itemCounts();
    this.scale = scale;
    this.network = network;
    this.codes = Matrix.floats(items().size(), weights().columns());
  }

  private Matrix weights() {
    return network.readout().weight().value();
  }

  /**
   * Encodes all items with the parameters as they are.
   *
   * @param rows the training ratings, [items, users]
   * @return this
   */
  ItemRatingModel encodeItems(Interactions rows) {
    float[] code = new float[codes.columns()];
    tapes()
        .run(
            0,
            rows.userCount(),
            (tape, from, to) -> network.encode(tape, Ratings.rows(tape, rows, from, to)),
            (from, to, block) -> {
              for (int row = from; row < to; row++) {
                block.readRow(row - from, code);
                codes.writeRow(row, code);
              }
            });
    return this;
  }

  /** Reads the codes of all items; returns this. */
  ItemRatingModel readItems(ModelReader file) throws IOException {
    Matrix read = file.matrix(CODES, Precision.FLOAT, codes.rows(), codes.columns());
    codes.close();
    codes = read;
    return this;
  }

  /** Of the ratings of items, which need not be those of training. */
  @Override
  public Bottleneck bottleneck(Interactions rows) {
    CodeReader reader = new CodeReader(rows.userCount());
    tapes()
        .run(
            0,
            rows.userCount(),
            (tape, from, to) -> network.encode(tape, Ratings.rows(tape, rows, from, to)),
            reader);
    return reader.bottleneck();
  }

  @Override
  public Interactions histories() {
    return histories;
  }

  /** The codes of the items' training ratings. */
  @Override
  public Matrix vectors() {
    return codes;
  }

  @Override
  public void score(Interactions asked, int from, int to, float[] scores) {
    Preconditions.foldIn(this, asked, from, to, scores);
    int[] known = new int[to - from];
    for (int k = 0; k < known.length; k++) {
      known[k] = known(asked.users().id(from + k));
    }
    for (int first = 0; first < known.length; first += ScoringTapes.BATCH) {
      int end = Math.min(known.length, first + ScoringTapes.BATCH);
      score(Arrays.copyOfRange(known, first, end), scores, first * items().size());
    }
  }

  private void score(int[] known, float[] scores, int start) {
    try (Matrix rows = Matrix.floats(known.length, codes.columns());
        Matrix products = Matrix.floats(known.length, items().size())) {
      float[] row = new float[codes.columns()];
      for (int k = 0; k < known.length; k++) {
        weights().readRow(known[k], row);
        rows.writeRow(k, row);
      }
      Blas.gemm(Transpose.NO, Transpose.YES, 1, rows, codes, 0, products);
      Parallel.rows(
          known.length,
          16,
          (from, to) -> {
            float[] units = new float[items().size()];
            for (int k = from; k < to; k++) {
              products.readRow(k, units);
              float bias = bias(known[k]);
              for (int item = 0; item < units.length; item++) {
                units[item] += bias;
              }
              Kernels.activate(network.output().f(), units, units, 0, units.length);
              for (int item = 0; item < units.length; item++) {
                scores[start + k * units.length + item] = rating(known[k], item, units[item]);
              }
            }
          });
    }
  }

  private float bias(int user) {
    return (float) network.readout().bias().value().get(0, user);
  }

  private float rating(int user, int item, float unit) {
    return histories.count(user) > 0 && ratingsOfItem[item] > 0
        ? network.output().rating(unit)
        : scale.middle();
  }

  @Override
  public void predict(Interactions asked, Interactions pairs, float[] predictions) {
    Preconditions.predict(this, asked, pairs, predictions);
    Parallel.unevenRows(
        pairs.userCount(),
        64,
        (from, to) -> {
          float[] weights = new float[codes.columns()];
          float[] code = new float[codes.columns()];
          for (int row = from; row < to; row++) {
            int user = users().indexOf(pairs.users().id(row));
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
    weights().readRow(user, weights);
    float bias = bias(user);
    for (int p = start; p < end; p++) {
      codes.readRow(pairs.item(p), code);
      predictions[p] = bias + Kernels.dot(weights, 0, code, 0, code.length);
    }
    Kernels.activate(network.output().f(), predictions, predictions, start, end);
    for (int p = start; p < end; p++) {
      predictions[p] = scale.clip(rating(user, pairs.item(p), predictions[p]));
    }
  }

  @Override
  public DenseProducts denseProducts(Interactions train, Training training) {
    return DenseProducts.of(Ratings.byItem(train), network::loss, training);
  }

  @Override
  public void save(ModelWriter file) {
    super.save(file);
    file.scale(scale).histories(histories).add(CODES, codes);
  }

  @Override
  public void close() {
    super.close();
    codes.close();
  }
}
