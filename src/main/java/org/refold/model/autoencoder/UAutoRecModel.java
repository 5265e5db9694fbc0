package org.refold.model.autoencoder;

import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.kernel.Matrix;
import org.refold.nn.Mode;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.recommend.Check;
import org.refold.recommend.FoldIn;
import org.refold.recommend.ItemVectors;
import org.refold.recommend.RatingPredictor;
import org.refold.train.TrainingLog;
import org.refold.train.WithTrainingLog;

/**
 * A fitted {@link UAutoRec}. It knows no users: a history is folded in whoever's it is. Histories
 * without ratings are taken as ratings at the top of the scale, as of things that are liked.
 *
 * <p>Scores are predicted ratings that are not clipped, so that they tell good from best. Items
 * without a training rating, and all items for a user without history, get the middle of the scale.
 */
public final class UAutoRecModel implements FoldIn, RatingPredictor, ItemVectors, WithTrainingLog {

  private final Vocabulary items;
  private final int[] ratingsOf;
  private final RatingScale scale;
  private final AutoRecNetwork network;
  private final TrainingLog history;

  UAutoRecModel(
      Interactions train, RatingScale scale, AutoRecNetwork network, TrainingLog history) {
    this.items = train.items();
    this.ratingsOf = train.itemCounts();
    this.scale = scale;
    this.network = network;
    this.history = history;
  }

  @Override
  public Vocabulary items() {
    return items;
  }

  @Override
  public TrainingLog history() {
    return history;
  }

  /** The units of the last hidden layer. */
  @Override
  public int dimension() {
    return network.weight().columns();
  }

  /** The item's row of W: what each unit of a user's code adds to its rating. */
  @Override
  public void itemVector(int item, float[] vector) {
    network.weight().readRow(item, vector);
  }

  @Override
  public void score(Interactions histories, int from, int to, float[] scores) {
    Check.foldIn(this, histories, from, to, scores);
    try (Tape tape = Tape.ofFloats()) {
      for (int first = from; first < to; first += AutoRecNetwork.BLOCK) {
        int end = Math.min(to, first + AutoRecNetwork.BLOCK);
        tape.begin(Mode.SCORING, 0, 0);
        Matrix outputs = network.outputs(tape, ratings(histories, first, end)).value();
        outputs.readRows(0, end - first, scores, (first - from) * items.size());
        for (int user = first; user < end; user++) {
          toRatings(scores, (user - from) * items.size(), histories.count(user) > 0);
        }
      }
    }
  }

  private void toRatings(float[] scores, int start, boolean hasHistory) {
    for (int item = 0; item < items.size(); item++) {
      scores[start + item] =
          hasHistory && ratingsOf[item] > 0
              ? network.output().rating(scores[start + item])
              : scale.middle();
    }
  }

  @Override
  public void predict(Interactions histories, Interactions pairs, float[] predictions) {
    try (Tape tape = Tape.ofFloats()) {
      for (int first = 0; first < pairs.userCount(); first += AutoRecNetwork.BLOCK) {
        int end = Math.min(pairs.userCount(), first + AutoRecNetwork.BLOCK);
        tape.begin(Mode.SCORING, 0, 0);
        SparseRows asked = AutoRecNetwork.batch(pairs, first, end);
        Matrix outputs = network.outputs(tape, ratings(histories, first, end), asked).value();
        outputs.read(0, 0, predictions, pairs.start(first), asked.size());
        for (int user = first; user < end; user++) {
          clip(pairs, user, histories.count(user) > 0, predictions);
        }
      }
    }
  }

  private void clip(Interactions pairs, int user, boolean hasHistory, float[] predictions) {
    for (int p = pairs.start(user); p < pairs.end(user); p++) {
      predictions[p] =
          hasHistory && ratingsOf[pairs.item(p)] > 0
              ? scale.clip(network.output().rating(predictions[p]))
              : scale.middle();
    }
  }

  private SparseRows ratings(Interactions histories, int from, int to) {
    SparseRows rows = AutoRecNetwork.batch(histories, from, to);
    if (!histories.hasValues()) {
      for (int at = 0; at < rows.size(); at++) {
        rows.setValue(at, scale.most());
      }
    }
    return rows;
  }
}
