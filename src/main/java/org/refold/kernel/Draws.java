package org.refold.kernel;

/**
 * Random numbers by the row: those that {@link java.util.SplittableRandom} would draw one after the
 * other, bit for bit. Once in plain Java and once with vector instructions.
 */
public interface Draws {

  /** What the state of the generator grows by at each draw. */
  long GAMMA = 0x9E3779B97F4A7C15L;

  /** First multiplier of the generator's finaliser (Stafford's variant 13). */
  long FIRST_FACTOR = 0xBF58476D1CE4E5B9L;

  /** Second multiplier of the generator's finaliser. */
  long SECOND_FACTOR = 0x94D049BB133111EBL;

  /** Bits of a draw that its double does not keep. */
  int UNUSED_BITS = 11;

  /**
   * A mask of dropout: 0 where {@code nextDouble()} is below a rate, else a factor. One draw for
   * each {@code from <= k < to}, the first of the stream at {@code from}.
   *
   * @param seed of the stream
   * @param bound the smallest whole number that is not below {@code rate 2^53}
   * @param factor of what is kept
   * @param mask Modified.
   */
  void dropout(long seed, long bound, float factor, float[] mask, int from, int to);
}
