package org.refold.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Constants of enums as they are written in options, names and files: {@code BEST_ON_TEST} is
 * {@code best-on-test}.
 */
public final class Tokens {

  private Tokens() {}

  /** The token of a constant: its name in lower case, with hyphens. */
  public static String of(Enum<?> constant) {
    return token(constant.name());
  }

  /** The tokens of all constants, in order. */
  public static List<String> all(Class<? extends Enum<?>> type) {
    return Arrays.stream(type.getEnumConstants()).map(constant -> of(constant)).toList();
  }

  /** The constant of a token, if there is one; upper case and underscores will do. */
  public static <E extends Enum<?>> Optional<E> find(Class<E> type, String text) {
    String wanted = token(text.strip());
    return Arrays.stream(type.getEnumConstants()).filter(c -> of(c).equals(wanted)).findFirst();
  }

  /**
   * The constant of a token.
   *
   * @param what is being set, for the message
   * @throws BadInputException if there is none; the message lists all
   */
  public static <E extends Enum<?>> E read(Class<E> type, String what, String text) {
    return find(type, text)
        .orElseThrow(
            () ->
                new BadInputException(
                    "%s is '%s', which is no choice; %s"
                        .formatted(what, text, Suggestions.hint(text, all(type)))));
  }

  /** The same where the text may be missing. */
  public static <E extends Enum<?>> Optional<E> readIfGiven(
      Class<E> type, String what, @Nullable String text) {
    return Optional.ofNullable(text).map(token -> read(type, what, token));
  }

  private static String token(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
