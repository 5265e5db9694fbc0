package org.refold.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Options that were written as {@code option=value,option=value}, read one by one. Immutable.
 *
 * <p>Splitters, metrics and the synthetic data set are written in this way; {@link Spec} writes
 * what this reads.
 */
public final class Options {

  private final String owner;
  private final Map<String, String> values;

  private Options(String owner, Map<String, String> values) {
    this.owner = owner;
    this.values = values;
  }

  /** Cuts a list at the commas that stand outside of brackets; blanks around parts do not count. */
  public static List<String> split(String list) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int k = 0; k < list.length(); k++) {
      char c = list.charAt(k);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && depth == 0) {
        parts.add(list.substring(from, k).strip());
        from = k + 1;
      }
    }
    parts.add(list.substring(from).strip());
    return parts;
  }

  /**
   * Takes a list apart. Blanks around names and values do not count.
   *
   * @param owner what the options are of, for messages: {@code "split 'ratings:test=0.2'"}
   * @param list may be empty
   * @throws BadInputException if an option has no value or is given twice
   */
  public static Options parse(String owner, String list) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String part : list.isBlank() ? List.<String>of() : split(list)) {
      String[] nameAndValue = part.split("=", 2);
      String name = nameAndValue[0].strip();
      String value = nameAndValue.length == 1 ? "" : nameAndValue[1].strip();
      if (name.isEmpty() || value.isEmpty()) {
        throw bad(owner, "option '%s' has no value; write NAME=VALUE".formatted(part.strip()));
      }
      if (values.put(name, value) != null) {
        throw bad(owner, "option '%s' stands twice".formatted(name));
      }
    }
    return new Options(owner, values);
  }

  /**
   * The same options, if all of them are known.
   *
   * @throws BadInputException if one is not; the message names the nearest
   */
  public Options only(Collection<String> known) {
    for (String name : values.keySet()) {
      if (!known.contains(name)) {
        throw bad(owner, "unknown option '%s'; %s".formatted(name, Suggestions.hint(name, known)));
      }
    }
    return this;
  }

  /** All options by name, as they were written, in their order. */
  public Map<String, String> all() {
    return Collections.unmodifiableMap(values);
  }

  /** Whether an option was given. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** The text of an option, or the fallback where it was not given. */
  public String text(String name, String fallback) {
    return values.getOrDefault(name, fallback);
  }

  /**
   * The finite number of an option, or the fallback where it was not given.
   *
   * @throws BadInputException if it is no number, or not finite
   */
  public double number(String name, double fallback) {
    if (!has(name)) {
      return fallback;
    }
    try {
      double number = Double.parseDouble(text(name, ""));
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new BadInputException(notA("number", name), e);
    }
    throw new BadInputException(notA("number", name));
  }

  /**
   * The whole number of an option, or the fallback where it was not given.
   *
   * @throws BadInputException if it is no whole number, or has more than 32 bits
   */
  public int count(String name, int fallback) {
    long count = longCount(name, fallback);
    if (count != (int) count) {
      throw new BadInputException(notA("whole number of 32 bits", name));
    }
    return (int) count;
  }

  /**
   * The whole number of an option, or the fallback where it was not given; {@code 1_000} is 1000.
   *
   * @throws BadInputException if it is no whole number, or has more than 64 bits
   */
  public long longCount(String name, long fallback) {
    if (!has(name)) {
      return fallback;
    }
    try {
      return Long.parseLong(text(name, "").replace("_", ""));
    } catch (NumberFormatException e) {
      throw new BadInputException(notA("whole number", name), e);
    }
  }

  /**
   * The constant that an option names by its token, or the fallback where it was not given.
   *
   * @throws BadInputException if there is no such constant; the message names the nearest
   */
  public <E extends Enum<E>> E choice(String name, E fallback) {
    if (!has(name)) {
      return fallback;
    }
    String value = text(name, "");
    Class<E> type = fallback.getDeclaringClass();
    return Tokens.find(type, value)
        .orElseThrow(
            () ->
                bad(
                    owner,
                    "%s=%s is unknown; %s"
                        .formatted(name, value, Suggestions.hint(value, Tokens.all(type)))));
  }

  private String notA(String kind, String name) {
    return "%s: %s=%s is not a %s".formatted(owner, name, text(name, ""), kind);
  }

  private static BadInputException bad(String owner, String what) {
    return new BadInputException(owner + ": " + what);
  }
}
