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

  /** How many of the users of the file a model knows, the first ones, where they are not all. */
  static final String USER_COUNT = "users.count";

  private final SafetensorsWriter weights;
  private final WeightBits bits;
  private final String prefix;
  private final List<Matrix> given;
  private final Common common;

  /** What there is once in a file. */
  private static final class Common {
    private Interactions histories;
    private RatingScale scale = RatingScale.NONE;

    Common(Interactions noHistories) {
      histories = noHistories;
    }
  }

  ModelWriter(Interactions noHistories, WeightBits bits) {
    this.weights = new SafetensorsWriter();
    this.bits = bits;
    this.prefix = "";
    this.given = new ArrayList<>();
    this.common = new Common(noHistories);
  }

  private ModelWriter(ModelWriter whole, String prefix) {
    this.weights = whole.weights;
    this.bits = whole.bits;
    this.prefix = whole.prefix + prefix;
    this.given = whole.given;
    this.common = whole.common;
  }

  /**
   * A part of the file for a model within the model, fitted on the same training data: names of
   * arrays begin with a prefix; items, scale and histories are there once. Read back by {@link
   * ModelReader#within}.
   */
  public ModelWriter within(String part) {
    return new ModelWriter(this, part);
  }

  /** A matrix, read back by {@link ModelReader#matrix}. */
  public ModelWriter add(String name, Matrix matrix) {
    if (bits == WeightBits.EIGHT && matrix.rows() > 1 && matrix.precision() == Precision.FLOAT) {
      weights.addBytes(prefix + name, matrix);
    } else {
      weights.add(prefix + name, matrix);
    }
    return this;
  }

  /**
   * A matrix that was read as bytes, read back by {@link ModelReader#bytes}; {@link
   * ModelReader#matrix} makes floats of it.
   */
  public ModelWriter add(
      String name, float[] scales, int columns, SafetensorsWriter.ByteRowSource source) {
    weights.addBytes(prefix + name, scales, columns, source);
    return this;
  }

  /** The same for a matrix that was made for the file: it is closed once the file is written. */
  public ModelWriter give(String name, Matrix matrix) {
    given.add(matrix);
    return add(name, matrix);
  }

  /** An array of floats, read back by {@link ModelReader#floats}. */
  public ModelWriter add(String name, float[] numbers) {
    weights.add(prefix + name, numbers);
    return this;
  }

  /** An array of integers, read back by {@link ModelReader#ints}. */
  public ModelWriter add(String name, int[] numbers) {
    weights.add(prefix + name, numbers);
    return this;
  }

  /** The scale of the training ratings, read back by {@link ModelReader#scale}. */
  public ModelWriter scale(RatingScale ofTraining) {
    common.scale = ofTraining;
    return this;
  }

  /**
   * The users of a {@link KnownUsers} and their histories, read back by {@link
   * ModelReader#histories}. Of several parts of a file, those of one may go on where those of
   * another end.
   */
  public ModelWriter histories(Interactions ofTraining) {
    int users = ofTraining.userCount();
    if (users > common.histories.userCount()) {
      common.histories = ofTraining;
    }
    boolean isAll = prefix.isEmpty() && users == common.histories.userCount();
    return isAll ? this : add(USER_COUNT, new int[] {users});
  }

  /** Adds what is common to all parts, once, at the end. */
  SafetensorsWriter finish() {
    Interactions all = common.histories;
    if (all.userCount() > 0) {
      int[] starts = new int[all.userCount() + 1];
      int[] items = new int[all.size()];
      for (int user = 0; user < all.userCount(); user++) {
        starts[user + 1] = all.end(user);
      }
      for (int p = 0; p < items.length; p++) {
        items[p] = all.item(p);
      }
      weights.add(HISTORY_STARTS, starts).add(HISTORY_ITEMS, items);
    }
    return weights;
  }

  Interactions histories() {
    return common.histories;
  }

  RatingScale scale() {
    return common.scale;
  }

  /** Closes what was given. */
  void close() {
    given.forEach(Matrix::close);
  }
}
