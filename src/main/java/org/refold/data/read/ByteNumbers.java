package org.refold.data.read;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Numbers out of ASCII bytes, without an object for the common ones. */
final class ByteNumbers {

  /**
   * What the slow path takes: no {@code NaN}, {@code 1f} or {@code 0x1p3} as Java's parser does.
   */
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(\\d++(\\.\\d*+)?|\\.\\d++)([eE][-+]?\\d++)?");

  /** All of these are floats without rounding. */
  private static final float[] POWERS_OF_TEN = {
    1e0f, 1e1f, 1e2f, 1e3f, 1e4f, 1e5f, 1e6f, 1e7f, 1e8f, 1e9f, 1e10f
  };

  private static final long[] WHOLE_POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};

  /** From here on not every integer is a float. */
  private static final int EXACT_INTEGERS = 1 << 24;

  private ByteNumbers() {}

  /**
   * A decimal number, rounded to the nearest float.
   *
   * <p>Up to seven digits are one division of two exact floats, which rounds correctly; anything
   * else goes through Java's parser.
   *
   * @throws NumberFormatException if it is no decimal number
   */
  static float parseFloat(byte[] bytes, int from, int to) {
    int p = from;
    boolean negative = p < to && bytes[p] == '-';
    p += negative ? 1 : 0;
    int digits = 0;
    int decimals = 0;
    int mantissa = 0;
    boolean point = false;
    for (; p < to; p++) {
      byte b = bytes[p];
      if (b >= '0' && b <= '9' && mantissa < EXACT_INTEGERS / 10) {
        mantissa = 10 * mantissa + (b - '0');
        digits++;
        decimals += point ? 1 : 0;
      } else if (b == '.' && !point) {
        point = true;
      } else {
        return parseSlowly(bytes, from, to);
      }
    }
    if (digits == 0 || decimals >= POWERS_OF_TEN.length) {
      return parseSlowly(bytes, from, to);
    }
    float magnitude = mantissa / POWERS_OF_TEN[decimals];
    return negative ? -magnitude : magnitude;
  }

  private static float parseSlowly(byte[] bytes, int from, int to) {
    return Float.parseFloat(decimal(bytes, from, to));
  }

  /**
   * A number times a power of ten; what is left of a fraction is cut off towards smaller numbers.
   *
   * @param power -6 to 3
   * @throws NumberFormatException if it is no decimal number, or beyond a long
   */
  static long parseLong(byte[] bytes, int from, int to, int power) {
    int p = from;
    boolean negative = p < to && bytes[p] == '-';
    p += negative ? 1 : 0;
    if (p == to || to - p > 15) {
      return parseLongSlowly(bytes, from, to, power);
    }
    long result = 0;
    for (; p < to; p++) {
      byte b = bytes[p];
      if (b < '0' || b > '9') {
        return parseLongSlowly(bytes, from, to, power);
      }
      result = 10 * result + (b - '0');
    }
    long number = negative ? -result : result;
    return power < 0 ? Math.floorDiv(number, WHOLE_POWERS[-power]) : number * WHOLE_POWERS[power];
  }

  private static long parseLongSlowly(byte[] bytes, int from, int to, int power) {
    String text = decimal(bytes, from, to);
    double size = Math.abs(Double.parseDouble(text)) * Math.pow(10, power);
    if (size >= 0x1p63) {
      throw new NumberFormatException("beyond 64 bits");
    }
    if (size < 1e-30) {
      return text.startsWith("-") && size > 0 ? -1 : 0; // an exponent that nothing should unfold
    }
    BigDecimal shifted = new BigDecimal(text).scaleByPowerOfTen(power);
    return shifted.setScale(0, RoundingMode.FLOOR).longValueExact();
  }

  private static String decimal(byte[] bytes, int from, int to) {
    String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    if (!DECIMAL.matcher(text).matches()) {
      throw new NumberFormatException(text);
    }
    return text;
  }
}
