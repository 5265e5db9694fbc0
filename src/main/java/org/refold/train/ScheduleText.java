package org.refold.train;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.refold.data.BadInputException;
import org.refold.data.Nearest;

/** Schedules as text and back, and the checks of their numbers. */
final class ScheduleText {

  private static final List<String> NAMES =
      List.of("constant", "linear", "step-decay", "exponential", "cosine");

  private static final Pattern CALL = Pattern.compile("\\s*([a-z-]+)\\s*\\(([^()]*)\\)\\s*");

  private ScheduleText() {}

  static Schedule read(String text) {
    Matcher call = CALL.matcher(text);
    if (!call.matches()) {
      return Schedule.constant(number(text.strip(), text));
    }
    String name = call.group(1);
    if (!NAMES.contains(name)) {
      throw new BadInputException(
          "unknown schedule '%s'; %s".formatted(text, Nearest.hint(name, NAMES)));
    }
    String[] parts = call.group(2).split(",", -1);
    int expected = name.equals("constant") ? 1 : 3;
    if (parts.length != expected) {
      throw new BadInputException(
          "schedule '%s' has %d numbers, but %s takes %s"
              .formatted(text, parts.length, name, arguments(name)));
    }
    double first = number(parts[0].strip(), text);
    if (name.equals("constant")) {
      return Schedule.constant(first);
    }
    double second = number(parts[1].strip(), text);
    long steps = steps(parts[2].strip(), text);
    return switch (name) {
      case "linear" -> Schedule.linear(first, second, steps);
      case "step-decay" -> Schedule.stepDecay(first, second, steps);
      case "exponential" -> Schedule.exponential(first, second, steps);
      default -> Schedule.cosine(first, second, steps);
    };
  }

  private static String arguments(String name) {
    return switch (name) {
      case "constant" -> "1: the value";
      case "linear", "cosine" -> "3: from, to, steps";
      default -> "3: start, factor, steps";
    };
  }

  private static double number(String part, String text) {
    try {
      return Double.parseDouble(part);
    } catch (NumberFormatException e) {
      throw new BadInputException(
          "schedule '%s': '%s' is no number; write a number, or such as linear(0,0.2,20000)"
              .formatted(text, part),
          e);
    }
  }

  private static long steps(String part, String text) {
    try {
      return Long.parseLong(part);
    } catch (NumberFormatException e) {
      throw new BadInputException(
          "schedule '%s': '%s' steps, but must be a whole number".formatted(text, part), e);
    }
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
          "the schedule %s has %d steps, but must have at least 1; for no change write the number"
                  .formatted(name, steps)
              + " alone");
    }
  }

  static void positiveFactor(String name, double factor) {
    if (factor <= 0) {
      throw new BadInputException(
          "the factor of the schedule %s is %s, but must be more than 0; usual are 0.1 to 0.99"
              .formatted(name, number(factor)));
    }
  }
}
