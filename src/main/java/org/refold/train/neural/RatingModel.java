package org.refold.train.neural;

import java.util.Optional;
import org.refold.data.Interactions;
import org.refold.data.RatingScale;
import org.refold.data.Vocabulary;
import org.refold.kernel.Matrix;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.Scope;
import org.refold.nn.op.Elements;
import org.refold.recommend.FoldIn;
import org.refold.recommend.ItemVectors;
import org.refold.recommend.ModelWriter;
import org.refold.recommend.Preconditions;
import org.refold.recommend.RatingPredictor;
import org.refold.recommend.Recommender;
import org.refold.recommend.UserVectors;
import org.refold.train.Training;
import org.refold.train.batch.Ratings;

/**
 * A fitted autoencoder of the ratings of users. It knows no users: any history is folded in.
 * Histories without ratings are taken as ratings at the top of the scale, as of things that are
 * liked. The vector of a user is the code, that of an item its row in the output layer: what each
 * unit of a code adds to the item's rating.
 *
 * <p>Scores are predicted ratings that are not clipped, so that they tell good from best. Items
 * without a training rating, and all items for a user without history, get the middle of the scale.
 */
public final class RatingModel extends NeuralModel
    implements FoldIn, RatingPredictor, UserVectors, ItemVectors, Coded, ScoringPass {

  /** How often each item was rated in training. */
  static final String RATINGS_OF_ITEMS = "items.ratings";

  private final RatingScale scale;
  private final int[] ratingsOf;
  private final RatingNetwork network;

  RatingModel(
      Recommender recommender,
      Vocabulary items,
      RatingScale scale,
      int[] ratingsOf,
      Scope scope,
      RatingNetwork network) {
    super(recommender, items, scope);
    this.scale = scale;
    this.ratingsOf = ratingsOf;
    this.network = network;
  }

  /** The bounds of the training ratings. */
  public RatingScale scale() {
    return scale;
  }

  @Override
  public void score(Interactions histories, int from, int to, float[] scores) {
    Preconditions.foldIn(this, histories, from, to, scores);
    tapes()
        .run(
            from,
            to,
            (tape, first, end) ->
                network.decode(network.encode(tape, ratings(tape, histories, first, end))),
            scores);
    for (int user = from; user < to; user++) {
      toRatings(scores, (user - from) * items().size(), histories.count(user) > 0);
    }
  }

  /** Of items and users with ratings; {@link #unscored} says what the others get. */
  @Override
  public Var scores(Tape tape, Interactions histories, int from, int to) {
    Var units = network.decode(network.encode(tape, ratings(tape, histories, from, to)));
    RatingOutput output = network.output();
    return Elements.shift(Elements.scale(output.span(), units), output.low());
  }

  @Override
  public Optional<Unscored> unscored() {
    boolean[] without = new boolean[ratingsOf.length];
    for (int item = 0; item < without.length; item++) {
      without[item] = ratingsOf[item] == 0;
    }
    return Optional.of(new Unscored(without, scale.middle()));
  }

  private void toRatings(float[] scores, int start, boolean hasHistory) {
    for (int item = 0; item < items().size(); item++) {
      scores[start + item] =
          hasHistory && ratingsOf[item] > 0
              ? network.output().rating(scores[start + item])
              : scale.middle();
    }
  }

  @Override
  public void predict(Interactions histories, Interactions pairs, float[] predictions) {
    Preconditions.predict(this, histories, pairs, predictions);
    tapes()
        .run(
            0,
            pairs.userCount(),
            (tape, first, end) -> {
              SparseRows asked = Ratings.rows(tape, pairs, first, end);
              return network.decode(
                  network.encode(tape, ratings(tape, histories, first, end)), asked);
            },
            (first, end, outputs) -> {
              outputs.read(0, 0, predictions, pairs.start(first), outputs.columns());
              for (int user = first; user < end; user++) {
                clip(pairs, user, histories.count(user) > 0, predictions);
              }
            });
  }

  private void clip(Interactions pairs, int user, boolean hasHistory, float[] predictions) {
    for (int p = pairs.start(user); p < pairs.end(user); p++) {
      predictions[p] =
          hasHistory && ratingsOf[pairs.item(p)] > 0
              ? scale.clip(network.output().rating(predictions[p]))
              : scale.middle();
    }
  }

  private SparseRows ratings(Tape tape, Interactions histories, int from, int to) {
    SparseRows rows = Ratings.sortedRows(tape, histories, from, to);
    if (!histories.hasValues()) {
      for (int at = 0; at < rows.size(); at++) {
        rows.setValue(at, scale.most());
      }
    }
    return rows;
  }

  @Override
  public Bottleneck bottleneck(Interactions histories) {
    return Bottleneck.of(this, histories);
  }

  @Override
  public int userDimension() {
    return network.latent();
  }

  @Override
  public void encode(Interactions histories, int from, int to, float[] vectors) {
    Preconditions.encode(this, histories, from, to, vectors);
    tapes()
        .run(
            from,
            to,
            (tape, first, end) -> network.encode(tape, ratings(tape, histories, first, end)),
            vectors);
  }

  @Override
  public Matrix vectors() {
    return network.readout().weight().value();
  }

  @Override
  public DenseProducts denseProducts(Interactions train, Training training) {
    return DenseProducts.of(Ratings.byUser(train), network::loss, training);
  }

  @Override
  public void save(ModelWriter file) {
    super.save(file);
    file.scale(scale).add(RATINGS_OF_ITEMS, ratingsOf);
  }
}
