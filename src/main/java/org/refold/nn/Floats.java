package org.refold.nn;

/** Working memory of a thread in single precision: arrays by slot, which only ever grow. */
final class Floats {

  private static final int SLOTS = 5;
  private static final ThreadLocal<Floats> MINE = ThreadLocal.withInitial(Floats::new);

  private final float[][] arrays = new float[SLOTS][0];

  private Floats() {}

  /** This thread's. */
  static Floats mine() {
    return MINE.get();
  }

  /** An array of at least this length, filled with whatever was there. */
  float[] array(int slot, int length) {
    if (arrays[slot].length < length) {
      arrays[slot] = new float[length];
    }
    return arrays[slot];
  }
}
