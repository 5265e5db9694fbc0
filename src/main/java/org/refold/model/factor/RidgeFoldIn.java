package org.refold.model.factor;

import org.jspecify.annotations.Nullable;
import org.refold.data.Interactions;
import org.refold.kernel.Kernels;
import org.refold.kernel.Matrix;
import org.refold.recommend.ModelWriter;

/**
 * Folds in by {@link RatingRidge}, after what the items of the history say by themselves, if they
 * do: {@code vector = p + |history|^-1/2 sum of y_j}. Histories without ratings are taken as
 * ratings at the top of the scale, as of things that are liked.
 */
final class RidgeFoldIn implements FoldInRule {

  /** The vectors y of what items say by themselves. */
  static final String HISTORY = "history";

  private final Factors factors;
  private final @Nullable RatingRidge ridge;
  private final @Nullable Matrix implied;
  private final float top;

  /**
   * @param factors of the model, whose closing is the model's
   * @param ridge which solves for p and the bias; null to leave them zero
   * @param implied y, {@code [items, latent]}; null if there are none
   * @param top the rating of items of a history without ratings
   */
  RidgeFoldIn(Factors factors, @Nullable RatingRidge ridge, @Nullable Matrix implied, float top) {
    this.factors = factors;
    this.ridge = ridge;
    this.implied = implied;
    this.top = top;
  }

  @Override
  public float fold(Interactions histories, int row, float[] vector) {
    int start = histories.start(row);
    int count = histories.count(row);
    float[] work = new float[vector.length];
    float[] base = new float[vector.length];
    if (implied != null) {
      for (int p = start; p < start + count; p++) {
        implied.readRow(histories.item(p), work);
        Kernels.axpy((float) (1 / Math.sqrt(count)), work, 0, base, 0, base.length);
      }
    }
    float bias = 0;
    if (ridge != null) {
      int[] items = new int[count];
      float[] errors = new float[count];
      for (int k = 0; k < count; k++) {
        items[k] = histories.item(start + k);
        float rating = histories.hasValues() ? histories.value(start + k) : top;
        errors[k] = rating - factors.score(base, 0, items[k], work);
      }
      bias = ridge.solve(items, errors, count, vector);
    }
    Kernels.axpy(1, base, 0, vector, 0, vector.length);
    return bias;
  }

  @Override
  public void save(ModelWriter file) {
    if (implied != null) {
      file.add(HISTORY, implied);
    }
  }

  @Override
  public void close() {
    if (ridge != null) {
      ridge.close();
    }
    if (implied != null) {
      implied.close();
    }
  }
}
