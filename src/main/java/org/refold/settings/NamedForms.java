package org.refold.settings;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Settings that are written as a name, or as a name with numbers: {@code cosine}, {@code
 * steps(0.96,50)}. Says which names there are and how many numbers each takes, reads such text, and
 * refuses all other. Immutable.
 */
public final class NamedForms {

  private static final Pattern FORM = Pattern.compile("([a-z-]+)\\s*(?:\\(([^()]*)\\))?");

  private final String what;
  private final Map<String, String> forms;

  private NamedForms(String what, Map<String, String> forms) {
    this.what = what;
    this.forms = forms;
  }

  /**
   * The forms of a setting.
   *
   * @param what it is, as the end of "this is no ..."
   * @param forms each with as many numbers, or words for them, as it takes: {@code "none"}, {@code
   *     "steps(0.96,50)"}
   * @throws IllegalArgumentException if one is not of this kind
   */
  public static NamedForms of(String what, String... forms) {
    Map<String, String> byName = new LinkedHashMap<>();
    for (String form : forms) {
      Matcher parts = FORM.matcher(form);
      if (!parts.matches()) {
        throw new IllegalArgumentException("'" + form + "' is no name, nor a name with numbers");
      }
      byName.put(parts.group(1), form);
    }
    return new NamedForms(what, byName);
  }

  /**
   * Reads a text.
   *
   * @throws BadInputException if the name is unknown or has another number of numbers
   */
  public Found read(String text) {
    Matcher parts = FORM.matcher(text.strip());
    if (!parts.matches() || !forms.containsKey(parts.group(1))) {
      String name = parts.matches() ? parts.group(1) : text.strip();
      String meant =
          Suggestions.of(name, forms.keySet()).map("did you mean '%s'? "::formatted).orElse("");
      throw new BadInputException(
          "'%s' is no %s; %sknown: %s"
              .formatted(text, what, meant, String.join(", ", forms.values())));
    }
    Found found = new Found(text, parts.group(1), numbers(parts));
    if (found.numbers.size() != count(found.name)) {
      throw wrongCount(text, found.name);
    }
    return found;
  }

  private int count(String name) {
    Matcher parts = FORM.matcher(forms.getOrDefault(name, ""));
    return parts.matches() ? numbers(parts).size() : 0;
  }

  private static List<String> numbers(Matcher parts) {
    String inside = parts.group(2);
    return inside == null || inside.isBlank()
        ? List.of()
        : Arrays.stream(inside.split(",", -1)).map(String::strip).toList();
  }

  /**
   * The refusal of a text with a known name and the wrong number of numbers.
   *
   * @param text what was given
   * @param name one of the forms
   */
  public BadInputException wrongCount(String text, String name) {
    int count = count(name);
    String takes = count == 0 ? "no numbers" : count == 1 ? "1 number" : count + " numbers";
    return refused(text, "%s takes %s".formatted(name, takes), name);
  }

  private BadInputException refused(String text, String why, String name) {
    return new BadInputException(
        "'%s' is no %s: %s; write %s".formatted(text, what, why, forms.get(name)));
  }

  /** What a text says. Numbers count from 0. */
  public final class Found {

    private final String text;
    private final String name;
    private final List<String> numbers;

    private Found(String text, String name, List<String> numbers) {
      this.text = text;
      this.name = name;
      this.numbers = numbers;
    }

    /** One of the names. */
    public String name() {
      return name;
    }

    /**
     * The k-th number.
     *
     * @throws BadInputException if it is none
     */
    public double number(int k) {
      return read(k, "number", Double::valueOf);
    }

    /**
     * The k-th number, which must be whole.
     *
     * @throws BadInputException if it is not, or has more than 32 bits
     */
    public int count(int k) {
      return read(k, "whole number", Integer::valueOf);
    }

    /**
     * The k-th number, which must be whole.
     *
     * @throws BadInputException if it is not, or has more than 64 bits
     */
    public long longCount(int k) {
      return read(k, "whole number", Long::valueOf);
    }

    private <N> N read(int k, String kind, Function<String, N> reader) {
      String number = numbers.get(k);
      try {
        return reader.apply(number);
      } catch (NumberFormatException e) {
        throw refused(text, "'%s' is no %s".formatted(number, kind), name);
      }
    }
  }
}
