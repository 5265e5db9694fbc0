package org.refold.train;

import java.util.Locale;
import org.refold.settings.BadInputException;
import org.refold.settings.NamedForms;

/** Schedules as text and back, and the checks of their numbers. */
final class ScheduleText {

  private static final NamedForms FORMS =
      NamedForms.of(
          "number and no schedule",
          "constant(value)",
          "linear(from,to,steps)",
          "step-decay(start,factor,steps)",
          "exponential(start,factor,steps)",
          "cosine(from,to,steps)");

  private ScheduleText() {}

  static Schedule read(String text) {
    double alone;
    try {
      alone = Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      return read(FORMS.read(text));
    }
    return Schedule.constant(alone);
  }

  private static Schedule read(NamedForms.Found found) {
    double first = found.number(0);
    return switch (found.name()) {
      case "constant" -> Schedule.constant(first);
      case "linear" -> Schedule.linear(first, found.number(1), found.longCount(2));
      case "step-decay" -> Schedule.stepDecay(first, found.number(1), found.longCount(2));
      case "exponential" -> Schedule.exponential(first, found.number(1), found.longCount(2));
      default -> Schedule.cosine(first, found.number(1), found.longCount(2));
    };
  }

  static String write(String name, double first, double second, long steps) {
    return name + "(" + number(first) + "," + number(second) + "," + steps + ")";
  }

  static String number(double value) {
    String text = Double.toString(value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  static void finite(String name, double... numbers) {
    for (double number : numbers) {
      if (!Double.isFinite(number)) {
        throw new BadInputException(
            "a number of the schedule %s is %s, but must be finite".formatted(name, number));
      }
    }
  }

  static void positive(String name, long steps) {
    if (steps < 1) {
      throw new BadInputException(
          String.format(
                  Locale.ROOT,
                  "the schedule %s has %d steps, but must have at least 1; for no change write the"
                      + " number",
                  name,
                  steps)
              + " alone");
    }
  }

  static void positiveFactor(String name, double factor) {
    if (factor <= 0) {
      throw new BadInputException(
          "the factor of the schedule %s is %s, but must be more than 0; typical: 0.1-0.99"
              .formatted(name, number(factor)));
    }
  }
}
