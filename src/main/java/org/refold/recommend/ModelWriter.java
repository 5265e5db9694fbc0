package org.refold.recommend;

import java.util.ArrayList;
import java.util.List;
import org.refold.data.Interactions;
import org.refold.data.RatingScale;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.kernel.files.SafetensorsWriter;

/**
 * Collects what a model hands to its file. Arrays are not copied; they are read when it is written.
 */
public final class ModelWriter {

  /** Where the rows of the histories begin, and one entry more. */
  static final String HISTORY_STARTS = "histories.starts";

  /** The items of all histories, row by row. */
  static final String HISTORY_ITEMS = "histories.items";

  private final SafetensorsWriter weights = new SafetensorsWriter();
  private final WeightBits bits;
  private final List<Matrix> given = new ArrayList<>();
  private Interactions histories;
  private RatingScale scale = RatingScale.NONE;

  ModelWriter(Interactions noHistories, WeightBits bits) {
    this.bits = bits;
    histories = noHistories;
  }

  /** A matrix, read back by {@link ModelReader#matrix}. */
  public ModelWriter add(String name, Matrix matrix) {
    if (bits == WeightBits.EIGHT && matrix.rows() > 1 && matrix.precision() == Precision.FLOAT) {
      weights.addBytes(name, matrix);
    } else {
      weights.add(name, matrix);
    }
    return this;
  }

  /** The same for a matrix that was made for the file: it is closed once the file is written. */
  public ModelWriter give(String name, Matrix matrix) {
    given.add(matrix);
    return add(name, matrix);
  }

  /** An array of floats, read back by {@link ModelReader#floats}. */
  public ModelWriter add(String name, float[] numbers) {
    weights.add(name, numbers);
    return this;
  }

  /** An array of integers, read back by {@link ModelReader#ints}. */
  public ModelWriter add(String name, int[] numbers) {
    weights.add(name, numbers);
    return this;
  }

  /** The scale of the training ratings, read back by {@link ModelReader#scale}. */
  public ModelWriter scale(RatingScale ofTraining) {
    scale = ofTraining;
    return this;
  }

  /**
   * The users of a {@link KnownUsers} and their histories, read back by {@link
   * ModelReader#histories}.
   */
  public ModelWriter histories(Interactions ofTraining) {
    histories = ofTraining;
    int[] starts = new int[ofTraining.userCount() + 1];
    int[] items = new int[ofTraining.size()];
    for (int user = 0; user < ofTraining.userCount(); user++) {
      starts[user + 1] = ofTraining.end(user);
    }
    for (int p = 0; p < items.length; p++) {
      items[p] = ofTraining.item(p);
    }
    return add(HISTORY_STARTS, starts).add(HISTORY_ITEMS, items);
  }

  SafetensorsWriter weights() {
    return weights;
  }

  Interactions histories() {
    return histories;
  }

  RatingScale scale() {
    return scale;
  }

  /** Closes what was given. */
  void close() {
    given.forEach(Matrix::close);
  }
}
