package org.refold.tribuo;

import java.util.ArrayList;
import java.util.List;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.regression.Regressor;

/**
 * Asks a Tribuo model for the ratings of many pairs, some hundred at a time, with examples that are
 * used again. Belongs to one thread.
 */
final class PairBlock {

  /** Enough for XGBoost, which makes a matrix of each block, to spend its time on trees. */
  private static final int LENGTH = 1024;

  private final Model<Regressor> model;
  private final float unknown;
  private final float[] ratings;
  private final List<PairExample> pairs = new ArrayList<>();
  private final List<Example<Regressor>> examples = new ArrayList<>();
  private final int[] positions = new int[LENGTH];
  private int waiting;

  /**
   * @param unknown the rating of pairs without any feature
   * @param ratings receives the ratings, as the model has them. Modified, by {@link #flush} last.
   */
  PairBlock(Model<Regressor> model, float unknown, float[] ratings) {
    this.model = model;
    this.unknown = unknown;
    this.ratings = ratings;
  }

  /**
   * Asks for a pair.
   *
   * @param position where its rating is to be written
   */
  void add(Features item, Features user, int position) {
    if (item.size() + user.size() == 0) {
      ratings[position] = unknown;
      return;
    }
    if (waiting == LENGTH) {
      flush();
    }
    if (waiting == pairs.size()) {
      PairExample fresh = new PairExample();
      pairs.add(fresh);
      examples.add(fresh);
    }
    pairs.get(waiting).set(item, user);
    positions[waiting++] = position;
  }

  /** Writes all ratings that are not written yet. */
  void flush() {
    if (waiting > 0) {
      List<Prediction<Regressor>> predictions = model.predict(examples.subList(0, waiting));
      for (int k = 0; k < waiting; k++) {
        ratings[positions[k]] = (float) predictions.get(k).getOutput().getValues()[0];
      }
      waiting = 0;
    }
  }
}
