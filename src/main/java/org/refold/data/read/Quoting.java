package org.refold.data.read;

/** Whether a field may be wrapped in quotes. */
public enum Quoting {
  /** A quote is a character like any other. */
  NONE,
  /**
   * A field that begins with {@code "} ends with the next one; it may hold separators and line
   * ends, and a quote written twice (RFC 4180).
   */
  DOUBLE_QUOTES
}
