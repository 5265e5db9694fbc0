package org.refold.kernel.simd;

import static org.refold.kernel.simd.Lanes.SPECIES;
import static org.refold.kernel.simd.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * Sums over the lanes of a vector in an order of its own: the upper half is added to the lower one,
 * then the second quarter to the first, and so on. {@code reduceLanes(ADD)} leaves the order open,
 * and a JVM may choose one when it interprets a loop and another when it compiles it, so that the
 * bits would change in the middle of a run.
 *
 * <p>Several sums take one way down: each half, or quarter, of a vector holds another sum.
 */
final class LaneSums {

  private static final int HALF = WIDTH / 2;
  private static final int QUARTER = WIDTH / 4;

  private static final VectorShuffle<Float> BY_HALF = swap(HALF);
  private static final VectorShuffle<Float> BY_QUARTER = swap(QUARTER);
  private static final VectorShuffle<Float> BY_TWO = swap(2);
  private static final VectorShuffle<Float> BY_ONE = swap(1);
  private static final VectorMask<Float> UPPER_HALF = upper(HALF);
  private static final VectorMask<Float> UPPER_QUARTERS = upper(QUARTER);

  private LaneSums() {}

  /** Each lane changes places with the one {@code distance} away. */
  private static VectorShuffle<Float> swap(int distance) {
    return VectorShuffle.fromOp(SPECIES, lane -> lane ^ distance);
  }

  private static VectorMask<Float> upper(int distance) {
    boolean[] lanes = new boolean[WIDTH];
    for (int lane = 0; lane < WIDTH; lane++) {
      lanes[lane] = (lane & distance) != 0;
    }
    return VectorMask.fromArray(SPECIES, lanes, 0);
  }

  /** The sum of all lanes. */
  static float of(FloatVector x) {
    return down(quarters(x.add(x.rearrange(BY_HALF)))).lane(0);
  }

  /** The sums of two vectors, that of {@code a} in all lanes of the lower half. */
  static FloatVector ofTwo(FloatVector a, FloatVector b) {
    return down(quarters(halves(a, b)));
  }

  /** The sums of four vectors; see {@link #first} to {@link #fourth}. */
  static FloatVector ofFour(FloatVector a, FloatVector b, FloatVector c, FloatVector d) {
    FloatVector ab = halves(a, b);
    FloatVector cd = halves(c, d);
    FloatVector crossed = cd.blend(ab, UPPER_QUARTERS).rearrange(BY_QUARTER);
    return down(ab.blend(cd, UPPER_QUARTERS).add(crossed));
  }

  static float first(FloatVector sums) {
    return sums.lane(0);
  }

  static float second(FloatVector sums) {
    return sums.lane(HALF);
  }

  static float third(FloatVector sums) {
    return sums.lane(QUARTER);
  }

  static float fourth(FloatVector sums) {
    return sums.lane(HALF + QUARTER);
  }

  private static FloatVector halves(FloatVector a, FloatVector b) {
    return a.blend(b, UPPER_HALF).add(b.blend(a, UPPER_HALF).rearrange(BY_HALF));
  }

  private static FloatVector quarters(FloatVector x) {
    return x.add(x.rearrange(BY_QUARTER));
  }

  /** Adds up within each quarter. */
  private static FloatVector down(FloatVector x) {
    FloatVector sums = x;
    if (QUARTER >= 4) {
      sums = sums.add(sums.rearrange(BY_TWO));
    }
    return sums.add(sums.rearrange(BY_ONE));
  }
}
