package org.refold.kernel;

/**
 * Elementary functions of one float. The argument is split into {@code n log 2 + r}; a polynomial
 * gives {@code exp(r)} and n goes into the exponent bits. The coefficients are minimax fits of
 * {@code (exp(r) - 1 - r) / r^2} on |r| below log(2) / 2 (relative error of exp 3e-9) and of {@code
 * 2 artanh(s) / s} on 0 to 1/3 (1e-10), before rounding to float.
 */
public final class FloatMath {

  /** Above, exp overflows. */
  public static final float EXP_MAX = 88.72283f;

  /** Below, exp is less than the smallest normal float. */
  public static final float EXP_MIN = -87.33654f;

  /** Beyond, tanh is 1 in float. */
  public static final float TANH_MAX = 9.1f;

  /** Log 2 to base e, inverted. */
  public static final float LOG2_E = 1.442695f;

  /** The upper bits of log 2: its multiples by small integers are exact. */
  public static final float LN2_HIGH = 0x1.63p-1f;

  /** The rest of log 2. */
  public static final float LN2_LOW = -0x1.bd0106p-13f;

  /** Added and taken away again, rounds to an integer, which stands in the low bits meanwhile. */
  public static final float ROUNDER = 0x1.8p23f;

  /** Bits of 1. */
  public static final int ONE_BITS = 0x3F800000;

  /** Bits of the significand. */
  public static final int SIGNIFICAND_BITS = 23;

  /** Coefficients of {@code (exp(r) - 1 - r) / r^2}, from the constant up. */
  public static final float Q0 = 0.49999994f;

  /** See {@link #Q0}. */
  public static final float Q1 = 0.16666515f;

  /** See {@link #Q0}. */
  public static final float Q2 = 0.041668456f;

  /** See {@link #Q0}. */
  public static final float Q3 = 0.00836942f;

  /** See {@link #Q0}. */
  public static final float Q4 = 0.001381316f;

  /** Coefficients of {@code 2 artanh(s) / s} in s^2, from the constant up. */
  public static final float A0 = 2.0f;

  /** See {@link #A0}. */
  public static final float A1 = 0.6666668f;

  /** See {@link #A0}. */
  public static final float A2 = 0.39998677f;

  /** See {@link #A0}. */
  public static final float A3 = 0.28621042f;

  /** See {@link #A0}. */
  public static final float A4 = 0.21389967f;

  /** See {@link #A0}. */
  public static final float A5 = 0.24424884f;

  private FloatMath() {}

  /** The exponential; 0 where it is less than the smallest normal float. */
  public static float exp(float x) {
    if (x > EXP_MAX) {
      return Float.POSITIVE_INFINITY;
    }
    if (x < EXP_MIN) {
      return 0;
    }
    if (Float.isNaN(x)) {
      return x;
    }
    float shifted = x * LOG2_E + ROUNDER;
    float n = shifted - ROUNDER;
    float r = (x - n * LN2_HIGH) - n * LN2_LOW;
    float power = 1 + (r + r * r * quotient(r));
    return Float.intBitsToFloat(
        Float.floatToRawIntBits(power) + (Float.floatToRawIntBits(shifted) << SIGNIFICAND_BITS));
  }

  /** The exponential less 1, for {@code -87 <= x <= 87}. */
  static float expm1(float x) {
    float shifted = x * LOG2_E + ROUNDER;
    float n = shifted - ROUNDER;
    float r = (x - n * LN2_HIGH) - n * LN2_LOW;
    float power =
        Float.intBitsToFloat((Float.floatToRawIntBits(shifted) << SIGNIFICAND_BITS) + ONE_BITS);
    return power * (r + r * r * quotient(r)) + (power - 1);
  }

  private static float quotient(float r) {
    return Q0 + r * (Q1 + r * (Q2 + r * (Q3 + r * Q4)));
  }

  static float tanh(float x) {
    float clamped = x > TANH_MAX ? TANH_MAX : x < -TANH_MAX ? -TANH_MAX : x;
    float e = expm1(clamped + clamped);
    return e / (e + 2);
  }

  static float sigmoid(float x) {
    return 1 / (1 + exp(-x));
  }

  /** The exponential less 1 of what is not positive. */
  static float expm1OfNegative(float x) {
    return expm1(x < -TANH_MAX - TANH_MAX ? -TANH_MAX - TANH_MAX : x);
  }

  static float softplus(float x) {
    float u = exp(-Math.abs(x));
    float s = u / (2 + u);
    float s2 = s * s;
    float log1p = s * (A0 + s2 * (A1 + s2 * (A2 + s2 * (A3 + s2 * (A4 + s2 * A5)))));
    return Math.max(x, 0) + log1p;
  }
}
