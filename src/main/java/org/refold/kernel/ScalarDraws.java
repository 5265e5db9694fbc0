package org.refold.kernel;

/** A plain loop without branches: which numbers are dropped cannot be predicted. */
final class ScalarDraws implements Draws {

  @Override
  public void dropout(long seed, long bound, float factor, float[] mask, int from, int to) {
    int kept = Float.floatToRawIntBits(factor);
    long state = seed;
    for (int k = from; k < to; k++) {
      state += GAMMA;
      long z = (state ^ (state >>> 30)) * FIRST_FACTOR;
      z = (z ^ (z >>> 27)) * SECOND_FACTOR;
      z = (z ^ (z >>> 31)) >>> UNUSED_BITS;
      int below = (int) ((z - bound) >> 63);
      mask[k] = Float.intBitsToFloat(kept & ~below);
    }
  }
}
