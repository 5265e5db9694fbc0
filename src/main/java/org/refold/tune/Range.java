package org.refold.tune;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.refold.settings.BadInputException;

/**
 * A number between two bounds, both included: {@code dropout=0..0.8}, {@code lambda=log:10..5000}.
 * Values have four significant digits, so that they can be read and found again.
 *
 * @param name the hyper-parameter that is set
 * @param scale how values are laid out between the bounds
 * @param steps whether values between whole numbers are possible
 * @param low the lower bound
 * @param high the upper bound
 */
public record Range(String name, Scale scale, Steps steps, double low, double high)
    implements Dimension {

  /** How values are laid out between the bounds. */
  public enum Scale {
    /** Equal differences are equally far. */
    LINEAR,
    /** Equal ratios are equally far. */
    LOG
  }

  /** Which values there are. */
  public enum Steps {
    /** All numbers. */
    CONTINUOUS,
    /** Whole numbers. */
    WHOLE
  }

  private static final MathContext DIGITS = new MathContext(4);

  /**
   * @throws BadInputException if the bounds are reversed or equal, not finite, not whole where they
   *     must be, or not positive on a log scale
   */
  public Range {
    if (!Double.isFinite(low) || !Double.isFinite(high) || low >= high) {
      throw new BadInputException(
          "%s=%s..%s is no range; write the lower bound first and the higher one after it"
              .formatted(name, plain(low), plain(high)));
    }
    if (scale == Scale.LOG && low <= 0) {
      throw new BadInputException(
          "%s=log:%s..%s begins at %s, but a log scale needs bounds above 0; begin at %s, or leave"
                  .formatted(name, plain(low), plain(high), plain(low), plain(high / 1000))
              + " 'log:' out");
    }
    if (steps == Steps.WHOLE && (low != Math.rint(low) || high != Math.rint(high))) {
      throw new BadInputException(
          "%s=%s..%s has a bound that is not whole, but %s takes whole numbers"
              .formatted(name, plain(low), plain(high), name));
    }
  }

  @Override
  public String at(double place) {
    double share = Math.max(0, Math.min(1, place));
    double value =
        scale == Scale.LOG ? low * Math.pow(high / low, share) : low + share * (high - low);
    double rounded =
        steps == Steps.WHOLE
            ? Math.rint(value)
            : BigDecimal.valueOf(value).round(DIGITS).doubleValue();
    return plain(Math.max(low, Math.min(high, rounded)));
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  @Override
  public OptionalDouble placeOf(String value) {
    double number;
    try {
      number = Double.parseDouble(value);
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
    if (!(number >= low && number <= high)) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        scale == Scale.LOG
            ? Math.log(number / low) / Math.log(high / low)
            : (number - low) / (high - low));
  }

  @Override
  public List<Double> spread(int most) {
    int places = steps == Steps.WHOLE ? (int) Math.min(most, high - low + 1) : most;
    return places == 1
        ? List.of(0.5)
        : IntStream.range(0, places).mapToObj(k -> k / (places - 1.0)).toList();
  }

  @Override
  public String toString() {
    String prefix = scale == Scale.LOG ? "log:" : "";
    return name + "=" + prefix + plain(low) + ".." + plain(high);
  }
}
