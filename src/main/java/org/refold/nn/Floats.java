package org.refold.nn;

/** Working memory of a thread in single precision: arrays by slot, which only ever grow. */
final class Floats {

  private static final int SLOTS = 5;
  private static final ThreadLocal<Floats> MINE = ThreadLocal.withInitial(Floats::new);

  /**
   * Where tables begin in their arrays. Arrays of {@value #IN_PLACE} floats are large enough for
   * the usual collector to place them at the beginning of a region and to leave them there: behind
   * the header of 16 bytes the first float on a cache line is this one. Vectors that cross cache
   * lines take a quarter longer.
   */
  static final int TABLE_AT = 12;

  private static final int IN_PLACE = 1 << 20;

  private final float[][] arrays = new float[SLOTS][0];
  private int[] integers = {};

  private Floats() {}

  /** This thread's. */
  static Floats mine() {
    return MINE.get();
  }

  /** An array that has at least this length from {@link #TABLE_AT} on; see {@link #array}. */
  float[] table(int slot, int length) {
    return array(slot, Math.max(IN_PLACE, TABLE_AT + length));
  }

  /** An array of at least this length, filled with whatever was there. */
  int[] integers(int length) {
    if (integers.length < length) {
      integers = new int[length];
    }
    return integers;
  }

  /** An array of at least this length, filled with whatever was there. */
  float[] array(int slot, int length) {
    if (arrays[slot].length < length) {
      arrays[slot] = new float[length];
    }
    return arrays[slot];
  }
}
