package org.refold.model.factor;

import org.jspecify.annotations.Nullable;
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
  public float fold(History history, float[] vector) {
    int[] items = history.items();
    float[] work = new float[vector.length];
    float[] base = new float[vector.length];
    if (implied != null) {
      float weight = (float) (1 / Math.sqrt(items.length));
      for (int item : items) {
        implied.readRow(item, work);
        Kernels.axpy(weight, work, 0, base, 0, base.length);
      }
    }
    float bias = 0;
    if (ridge != null) {
      float[] errors = new float[items.length];
      for (int k = 0; k < items.length; k++) {
        float rating = history.hasValues() ? history.values()[k] : top;
        errors[k] = rating - factors.score(base, 0, items[k], work);
      }
      bias = ridge.solve(items, errors, items.length, vector);
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
