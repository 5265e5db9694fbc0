package org.refold.settings;

import org.jspecify.annotations.Nullable;

/**
 * What was given cannot be used: a file, a line in it, a name, an option or a setting.
 *
 * <p>The message is one line for a person: what was given, what was expected, where (file, line,
 * column) and what to do. The command line prints it as it is and ends with exit code 2.
 */
public final class BadInputException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** The setting whose value cannot be used, whatever the others are. */
  private final @Nullable String setting;

  /**
   * @param message one line: what was given, what was expected, where, and the remedy
   */
  public BadInputException(String message) {
    super(message);
    setting = null;
  }

  /**
   * @param message one line: what was given, what was expected, where, and the remedy
   * @param cause what was caught
   */
  public BadInputException(String message, Throwable cause) {
    super(message, cause);
    setting = null;
  }

  private BadInputException(@Nullable String setting, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.setting = setting;
  }

  /**
   * A value that a setting can never have, whatever the others are.
   *
   * @param message as of the constructors
   */
  static BadInputException ofSetting(String setting, String message) {
    return new BadInputException(setting, message, null);
  }

  /** The same with a word of where it was before its message. */
  public BadInputException within(String where) {
    return new BadInputException(setting, where + ": " + getMessage(), this);
  }

  /** Whether it is about the value of this setting alone, so that no other setting can mend it. */
  public boolean isOf(String name) {
    return name.equals(setting);
  }
}
