package org.refold.settings;

/**
 * What was given cannot be used: a file, a line in it, a name, an option or a setting.
 *
 * <p>The message is one line for a person: what was given, what was expected, where (file, line,
 * column) and what to do. The command line prints it as it is and ends with exit code 2.
 */
public final class BadInputException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message one line: what was given, what was expected, where, and the remedy
   */
  public BadInputException(String message) {
    super(message);
  }

  /**
   * @param message one line: what was given, what was expected, where, and the remedy
   * @param cause what was caught
   */
  public BadInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
