package org.refold.split;

import org.refold.settings.BadInputException;
import org.refold.settings.Options;
import org.refold.settings.Spec;

/**
 * How many of something: a count, or a share of all.
 *
 * @param value below 1 a share; otherwise a count, a whole number
 */
public record Amount(double value) {

  /**
   * @throws BadInputException if the value is neither a share above 0 nor a whole number
   */
  public Amount {
    boolean count = value >= 1 && value == Math.rint(value) && value <= Integer.MAX_VALUE;
    boolean share = value > 0 && value < 1;
    if (!count && !share) {
      throw new BadInputException(
          "%s is neither a count such as 750 nor a share such as 0.1"
              .formatted(Spec.number(value)));
    }
  }

  /** Reads an option, or takes the fallback where it was not given. */
  public static Amount read(Options options, String name, Amount fallback) {
    if (!options.has(name)) {
      return fallback;
    }
    try {
      return new Amount(options.number(name, 0));
    } catch (BadInputException e) {
      throw new BadInputException(name + ": " + e.getMessage(), e);
    }
  }

  /** The count that this is of a total; a share is rounded down. */
  public int of(int total) {
    return value < 1 ? Shares.of(value, total) : (int) value;
  }

  @Override
  public String toString() {
    return Spec.number(value);
  }
}
