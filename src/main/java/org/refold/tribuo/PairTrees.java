package org.refold.tribuo;

import java.io.IOException;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.refold.settings.BadInputException;
import org.tribuo.common.xgboost.XGBoostModel;

/**
 * Trees that score the items of a user by some numbers of each. Asked in XGBoost's own form, a
 * whole catalogue at once, without an object for each item; for several threads.
 */
public final class PairTrees implements AutoCloseable {

  private final Booster booster;

  private PairTrees(Booster booster) throws XGBoostError {
    this.booster = booster;
    booster.setParam("nthread", 1); // several users are asked about at once
  }

  static PairTrees of(XGBoostModel<?> model) {
    try {
      return new PairTrees(model.getInnerModels().get(0));
    } catch (XGBoostError e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Trees out of {@link #bytes}.
   *
   * @throws BadInputException if these are none
   */
  public static PairTrees of(byte[] bytes) {
    try {
      return new PairTrees(XGBoost.loadModel(bytes));
    } catch (XGBoostError | IOException e) {
      throw new BadInputException(
          "trees of XGBoost cannot be read, the file is damaged: " + e.getMessage(), e);
    }
  }

  /** All of the trees, as XGBoost writes them. */
  public byte[] bytes() {
    try {
      return booster.toByteArray();
    } catch (XGBoostError e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Scores items.
   *
   * @param columns {@code [numbers][items]}, in the order of the training. Not modified.
   * @param scores receives the scores. Modified.
   * @param offset where they begin
   */
  public void score(float[][] columns, float[] scores, int offset) {
    int items = columns[0].length;
    float[] rows = new float[Math.multiplyExact(items, columns.length)];
    for (int k = 0; k < columns.length; k++) {
      for (int item = 0; item < items; item++) {
        rows[item * columns.length + k] = columns[k][item];
      }
    }
    try {
      DMatrix matrix = new DMatrix(rows, items, columns.length, Float.NaN);
      try {
        float[][] answers = booster.predict(matrix);
        for (int item = 0; item < items; item++) {
          scores[offset + item] = answers[item][0];
        }
      } finally {
        matrix.dispose();
      }
    } catch (XGBoostError e) {
      throw new IllegalStateException(e);
    }
  }

  /** Frees the trees; closing again does nothing. */
  @Override
  public void close() {
    booster.dispose();
  }
}
