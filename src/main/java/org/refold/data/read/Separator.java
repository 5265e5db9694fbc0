package org.refold.data.read;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.refold.settings.BadInputException;
import org.refold.settings.Suggestions;




/** What stands between two fields of a line. */
public enum Separator {
  /** Two colons, as in MovieLens 1M. */
  DOUBLE_COLON("::"),
  /** A tab. */
  TAB("\t"),
  /** A semicolon. */
  SEMICOLON(";"),
  /** A comma. */
  COMMA(","),
  /** A vertical bar. */
  PIPE("|"),
  /** Any number of blanks and tabs; those at the ends of a line do not count. */
  SPACES(" ");

  private final String text;

  Separator(String text) {
    this.text = text;
  }

  /** The separator itself; one blank for {@link #SPACES}. */
  public String text() {
    return text;
  }

  /**
   * The separator that somebody wrote: itself, or its name, such as {@code tab} or {@code \t}.
   *
   * @throws BadInputException if it is none of those known
   */
  public static Separator parse(String written) {
    if (written.equals("\\t")) {
      return TAB;
    }
    String name = written.toUpperCase(Locale.ROOT).replace('-', '_');
    for (Separator separator : values()) {
      if (separator.text.equals(written) || separator.name().equals(name)) {
        return separator;
      }
    }
    List<String> names =
        Arrays.stream(values()).map(s -> s.name().toLowerCase(Locale.ROOT)).toList();
    throw new BadInputException(
        "'%s' is no separator; %s".formatted(written, Suggestions.hint(written, names)));
  }

  /** Such as {@code '::'} or {@code tab}. */
  @Override
  public String toString() {
    return switch (this) {
      case TAB -> "tab";
      case SPACES -> "spaces";
      default -> "'" + text + "'";
    };
  }
}
