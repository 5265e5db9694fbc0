package org.refold.spark;

/**
 * What went wrong, out of exceptions that wrap each other and carry the traces of other machines.
 */
final class Reasons {

  private Reasons() {}

  /** The first line of the innermost exception that says something. */
  static String of(Throwable thrown) {
    String found = thrown.toString();
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      String message = at.getMessage();
      if (message != null && !message.isBlank()) {
        found = message;
      }
    }
    return found.lines().findFirst().orElse(thrown.getClass().getSimpleName());
  }
}
