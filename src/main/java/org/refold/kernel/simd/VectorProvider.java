package org.refold.kernel.simd;

import java.util.function.Supplier;
import jdk.incubator.vector.FloatVector;
import org.jspecify.annotations.Nullable;
import org.refold.kernel.Provider;

/**
 * Offers the kernels of this package where vectors are wide enough to be worth it, and as wide as
 * {@link LaneSums} knows.
 */
public final class VectorProvider implements Supplier<@Nullable Provider> {

  private static final int FEWEST_BITS = 256;
  private static final int MOST_BITS = 512;

  @Override
  public @Nullable Provider get() {
    int bits = FloatVector.SPECIES_PREFERRED.vectorBitSize();
    if (bits < FEWEST_BITS || bits > MOST_BITS) {
      return null;
    }
    Provider rest = Provider.scalar();
    return new Provider(
        "vector (" + bits + " bits)",
        new VectorElementwise(rest.elementwise()),
        new VectorLinear(rest.linear()),
        new VectorByteLinear(rest.bytes()),
        new VectorUpdates(rest.updates()),
        new VectorRowScaling(),
        new VectorDraws(rest.draws()));
  }
}
