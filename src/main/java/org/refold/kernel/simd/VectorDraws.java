package org.refold.kernel.simd;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.refold.kernel.Draws;

/**
 * Several states of the generator at a time: the n-th is n steps of the same length from the seed.
 * The rest of a row in plain Java.
 */
final class VectorDraws implements Draws {

  private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;
  private static final int WIDTH = SPECIES.length();

  /** States of the first draws, from a seed of 0. */
  private static final LongVector FIRST = first();

  private static final ThreadLocal<long[]> SIGNS = ThreadLocal.withInitial(() -> new long[256]);

  private final Draws rest;

  VectorDraws(Draws rest) {
    this.rest = rest;
  }

  private static LongVector first() {
    long[] states = new long[WIDTH];
    for (int k = 0; k < WIDTH; k++) {
      states[k] = (k + 1) * GAMMA;
    }
    return LongVector.fromArray(SPECIES, states, 0);
  }

  @Override
  public void dropout(long seed, long bound, float factor, float[] mask, int from, int to) {
    long[] signs = SIGNS.get();
    int kept = Float.floatToRawIntBits(factor);
    int done = from;
    while (to - done >= WIDTH) {
      int count = Math.min(signs.length, (to - done) / WIDTH * WIDTH);
      signsOfDifferences(seed + (done - from) * GAMMA, bound, signs, count);
      for (int k = 0; k < count; k++) {
        mask[done + k] = Float.intBitsToFloat(kept & ~(int) signs[k]);
      }
      done += count;
    }
    rest.dropout(seed + (done - from) * GAMMA, bound, factor, mask, done, to);
  }

  /** -1 where a draw is below the bound, else 0. */
  private static void signsOfDifferences(long seed, long bound, long[] signs, int count) {
    LongVector state = FIRST.add(seed);
    for (int k = 0; k < count; k += WIDTH) {
      LongVector z = mixed(state, 30).mul(FIRST_FACTOR);
      z = mixed(mixed(z, 27).mul(SECOND_FACTOR), 31);
      z.lanewise(VectorOperators.LSHR, UNUSED_BITS)
          .sub(bound)
          .lanewise(VectorOperators.ASHR, Long.SIZE - 1)
          .intoArray(signs, k);
      state = state.add(WIDTH * GAMMA);
    }
  }

  private static LongVector mixed(LongVector z, int shift) {
    return z.lanewise(VectorOperators.XOR, z.lanewise(VectorOperators.LSHR, shift));
  }
}
