package org.refold.split;

import org.refold.settings.BadInputException;




/** Bounds of options, with messages for whoever set them. */
public final class OptionBounds {

  private OptionBounds() {}

  /** A share that leaves something on both sides. */
  public static void share(String option, double value) {
    if (!(value > 0 && value < 1)) {
      throw bad(option, value, "a share above 0 and below 1, such as 0.2");
    }
  }

  /** A share that may be nothing. */
  public static void shareOrNone(String option, double value) {
    if (!(value >= 0 && value < 1)) {
      throw bad(option, value, "0 for none, or a share below 1, such as 0.1");
    }
  }

  public static void atLeast(String option, int value, int least) {
    if (value < least) {
      throw bad(option, value, "a whole number of at least " + least);
    }
  }

  public static void between(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw bad(option, value, "a whole number from %d to %d".formatted(least, most));
    }
  }

  private static BadInputException bad(String option, double value, String expected) {
    return new BadInputException(
        "%s is %s, but must be %s".formatted(option, Spec.number(value), expected));
  }
}
