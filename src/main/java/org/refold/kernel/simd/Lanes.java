package org.refold.kernel.simd;

import static org.refold.kernel.FloatMath.A0;
import static org.refold.kernel.FloatMath.A1;
import static org.refold.kernel.FloatMath.A2;
import static org.refold.kernel.FloatMath.A3;
import static org.refold.kernel.FloatMath.A4;
import static org.refold.kernel.FloatMath.A5;
import static org.refold.kernel.FloatMath.EXP_MAX;
import static org.refold.kernel.FloatMath.EXP_MIN;
import static org.refold.kernel.FloatMath.LN2_HIGH;
import static org.refold.kernel.FloatMath.LN2_LOW;
import static org.refold.kernel.FloatMath.LOG2_E;
import static org.refold.kernel.FloatMath.ONE_BITS;
import static org.refold.kernel.FloatMath.Q0;
import static org.refold.kernel.FloatMath.Q1;
import static org.refold.kernel.FloatMath.Q2;
import static org.refold.kernel.FloatMath.Q3;
import static org.refold.kernel.FloatMath.Q4;
import static org.refold.kernel.FloatMath.ROUNDER;
import static org.refold.kernel.FloatMath.SIGNIFICAND_BITS;
import static org.refold.kernel.FloatMath.TANH_MAX;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Elementary functions of all lanes of a vector, by the formulas of {@link
 * org.refold.kernel.FloatMath}. Integers are taken from the bits of a float that was rounded by
 * adding a large number: the conversion of lanes is no instruction on JDK 17.
 */
final class Lanes {

  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final int WIDTH = SPECIES.length();

  private Lanes() {}

  /** The end of the whole vectors in {@code from <= k < to}. */
  static int wholeEnd(int from, int to) {
    return from + Math.max(0, to - from) / WIDTH * WIDTH;
  }

  static FloatVector load(float[] x, int at) {
    return FloatVector.fromArray(SPECIES, x, at);
  }

  static FloatVector zero() {
    return FloatVector.zero(SPECIES);
  }

  static FloatVector exp(FloatVector x) {
    return expBelowMax(x).blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.GT, EXP_MAX));
  }

  /** The exponential of what does not overflow. */
  static FloatVector expBelowMax(FloatVector x) {
    FloatVector shifted = x.fma(splat(LOG2_E), splat(ROUNDER));
    FloatVector n = shifted.sub(ROUNDER);
    FloatVector r = n.fma(splat(-LN2_LOW), n.fma(splat(-LN2_HIGH), x));
    FloatVector power = quotient(r).fma(r.mul(r), r).add(1);
    return power
        .reinterpretAsInts()
        .add(shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, SIGNIFICAND_BITS))
        .reinterpretAsFloats()
        .blend(0, x.compare(VectorOperators.LT, EXP_MIN));
  }

  /** The exponential less 1, for {@code -87 <= x <= 87}. */
  static FloatVector expm1(FloatVector x) {
    FloatVector shifted = x.fma(splat(LOG2_E), splat(ROUNDER));
    FloatVector n = shifted.sub(ROUNDER);
    FloatVector r = n.fma(splat(-LN2_LOW), n.fma(splat(-LN2_HIGH), x));
    FloatVector power =
        shifted
            .reinterpretAsInts()
            .lanewise(VectorOperators.LSHL, SIGNIFICAND_BITS)
            .add(ONE_BITS)
            .reinterpretAsFloats();
    return power.fma(quotient(r).fma(r.mul(r), r), power.sub(1));
  }

  private static FloatVector quotient(FloatVector r) {
    return r.fma(splat(Q4), splat(Q3)).fma(r, splat(Q2)).fma(r, splat(Q1)).fma(r, splat(Q0));
  }

  static FloatVector tanh(FloatVector x) {
    FloatVector clamped =
        x.blend(TANH_MAX, x.compare(VectorOperators.GT, TANH_MAX))
            .blend(-TANH_MAX, x.compare(VectorOperators.LT, -TANH_MAX));
    FloatVector e = expm1(clamped.add(clamped));
    return e.div(e.add(2));
  }

  static FloatVector sigmoid(FloatVector x) {
    return splat(1).div(exp(x.neg()).add(1));
  }

  /** The exponential less 1 of what is not positive. */
  static FloatVector expm1OfNegative(FloatVector x) {
    float least = -TANH_MAX - TANH_MAX;
    return expm1(x.blend(least, x.compare(VectorOperators.LT, least)));
  }

  static FloatVector softplus(FloatVector x) {
    FloatVector u = expBelowMax(x.abs().neg());
    FloatVector s = u.div(u.add(2));
    FloatVector s2 = s.mul(s);
    FloatVector series =
        s2.fma(splat(A5), splat(A4))
            .fma(s2, splat(A3))
            .fma(s2, splat(A2))
            .fma(s2, splat(A1))
            .fma(s2, splat(A0));
    return series.fma(s, x.max(0));
  }

  static FloatVector splat(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }
}
