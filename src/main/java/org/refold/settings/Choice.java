package org.refold.settings;

import java.util.Arrays;
import java.util.Locale;




/** One of the ways in which a convention can be fixed; implemented by enums. */
public interface Choice {

  /** The name of the enum constant. */
  String name();

  /** What this choice means, for a person: the end of the sentence "here, ...". */
  String meaning();

  /** How the choice is written in the name of a metric: {@code "log2-clipped"}. */
  default String token() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The choice that a text names.
   *
   * @param what the convention, for the message
   * @param token as {@link #token} gives it
   * @param choices all that there are
   * @throws BadInputException if it is none of them
   */
  static <C extends Choice> C named(String what, String token, C[] choices) {
    return Arrays.stream(choices)
        .filter(choice -> choice.token().equals(token))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "%s is '%s', which is no choice; %s"
                        .formatted(
                            what,
                            token,
                            Suggestions.hint(
                                token, Arrays.stream(choices).map(Choice::token).toList()))));
  }
}
