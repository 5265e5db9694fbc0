package org.refold.model.factor;

import java.util.SplittableRandom;
import org.refold.kernel.Matrix;
import org.refold.kernel.NormalDraws;
import org.refold.kernel.Streams;

/** The vectors that {@link Ials} begins with. */
final class FirstVectors {

  /** The deviation of the length of a vector, about: that of each number times sqrt(latent). */
  private static final double LENGTH = 0.1;

  private FirstVectors() {}

  /** Draws vectors of some items, each from a stream of its own: {@code [items, latent]}. */
  static Matrix draw(long seed, int items, int latent) {
    Matrix vectors = Matrix.floats(items, latent);
    float[] vector = new float[latent];
    double deviation = LENGTH / Math.sqrt(latent);
    for (int item = 0; item < items; item++) {
      SplittableRandom random = Streams.of(seed, "first vectors", item);
      for (int k = 0; k < latent; k++) {
        vector[k] = (float) (deviation * NormalDraws.next(random));
      }
      vectors.writeRow(item, vector);
    }
    return vectors;
  }
}
