package org.refold.tune;

import java.util.SplittableRandom;
import org.refold.kernel.Streams;

/** Points of the unit cube. */
final class Points {

  private Points() {}

  /** The point that is drawn as number {@code index}: {@code [dimensions]}. */
  static double[] random(Space space, long seed, long index) {
    SplittableRandom random = Streams.of(seed, "random search", index);
    return random.doubles(space.dimensions().size()).toArray();
  }
}
