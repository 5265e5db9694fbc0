package org.refold.model.factor;

import java.util.Arrays;
import org.refold.kernel.Kernels;

/** What the features of a user, an item or both of {@link Fm} sum up to. */
final class FmSum {

  /** S, {@code [latent]}. */
  final float[] vector;

  private float linear;
  private float squares;

  FmSum(int latent) {
    vector = new float[latent];
  }

  /** Back to no feature. */
  void clear() {
    Arrays.fill(vector, 0);
    linear = 0;
    squares = 0;
  }

  private void add(float[] v, int row, float x, float w) {
    int k = vector.length;
    Kernels.axpy(x, v, row * k, vector, 0, k);
    linear += x * w;
    squares += x * x * Kernels.dot(v, row * k, v, row * k, k);
  }

  /** Adds the features of a row, out of the arrays of its side. */
  void add(RatingSide side, int row) {
    add(side.p, row, 1, side.b[row]);
    int[] starts = side.features.starts();
    for (int at = starts[row]; at < starts[row + 1]; at++) {
      int feature = side.features.ids()[at];
      add(side.t, feature, side.features.weights()[at], side.tb[feature]);
    }
  }

  /** What they add by themselves, and by two. */
  float value() {
    return linear + (Kernels.squaredNorm(vector, 0, vector.length) - squares) / 2;
  }
}
