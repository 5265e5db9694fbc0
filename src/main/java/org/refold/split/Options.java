package org.refold.split;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.refold.settings.BadInputException;
import org.refold.settings.Suggestions;




/** The options of a specification, {@code option=value,option=value}, read one by one. */
public final class Options {

  private final String spec;
  private final Map<String, String> values;

  private Options(String spec, Map<String, String> values) {
    this.spec = spec;
    this.values = values;
  }

  /**
   * @param spec the whole specification, for messages
   * @param text what follows the colon; may be empty
   * @param known the options there are
   * @throws BadInputException if an option has no value, is unknown or stands twice
   */
  public static Options parse(String spec, String text, List<String> known) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String part : text.isEmpty() ? List.<String>of() : List.of(text.split(",", -1))) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part.strip() : part.substring(0, equals).strip();
      if (!known.contains(name)) {
        throw bad(spec, "unknown option '%s'; %s".formatted(name, Suggestions.hint(name, known)));
      }
      String value = equals < 0 ? "" : part.substring(equals + 1).strip();
      if (value.isEmpty()) {
        throw bad(spec, "option '%s' has no value; write %s=VALUE".formatted(name, name));
      }
      if (values.put(name, value) != null) {
        throw bad(spec, "option '%s' stands twice".formatted(name));
      }
    }
    return new Options(spec, values);
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  public String text(String name, String fallback) {
    return values.getOrDefault(name, fallback);
  }

  public double number(String name, double fallback) {
    String value = values.get(name);
    if (value == null) {
      return fallback;
    }
    try {
      double number = Double.parseDouble(value);
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new BadInputException(message(spec, notA("number", name, value)), e);
    }
    throw bad(spec, notA("number", name, value));
  }

  public int count(String name, int fallback) {
    String value = values.get(name);
    if (value == null) {
      return fallback;
    }
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new BadInputException(message(spec, notA("whole number", name, value)), e);
    }
  }

  public Amount amount(String name, Amount fallback) {
    return has(name) ? new Amount(number(name, 0)) : fallback;
  }

  public <E extends Enum<E>> E choice(String name, E fallback) {
    String value = values.get(name);
    if (value == null) {
      return fallback;
    }
    List<String> names =
        List.of(fallback.getDeclaringClass().getEnumConstants()).stream()
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .toList();
    int index = names.indexOf(value.toLowerCase(Locale.ROOT));
    if (index < 0) {
      throw bad(
          spec, "%s=%s is unknown; %s".formatted(name, value, Suggestions.hint(value, names)));
    }
    return fallback.getDeclaringClass().getEnumConstants()[index];
  }

  private static String notA(String kind, String name, String value) {
    return "%s=%s is not a %s".formatted(name, value, kind);
  }

  private static BadInputException bad(String spec, String what) {
    return new BadInputException(message(spec, what));
  }

  private static String message(String spec, String what) {
    return "split '%s': %s".formatted(spec, what);
  }
}
