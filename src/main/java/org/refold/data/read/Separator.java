package org.refold.data.read;

import org.refold.settings.BadInputException;
import org.refold.settings.Tokens;

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
   * The separator of a text: itself, or its name, such as {@code tab} or {@code \t}.
   *
   * @throws BadInputException if it is none of those known
   */
  public static Separator parse(String written) {
    if (written.equals("\\t")) {
      return TAB;
    }
    for (Separator separator : values()) {
      if (separator.text.equals(written)) {
        return separator;
      }
    }
    return Tokens.read(Separator.class, "the separator", written);
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
