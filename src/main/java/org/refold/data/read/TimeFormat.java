package org.refold.data.read;

import org.refold.settings.Tokens;

/** How the times of a file are written. Inside, a time is in whole seconds since 1970, UTC. */
public enum TimeFormat {
  /** Seconds since 1970; fractions are cut off. */
  SECONDS,
  /** Milliseconds since 1970; cut down to seconds, and the order of lines decides within one. */
  MILLISECONDS,
  /**
   * ISO 8601: {@code 2019-03-31}, {@code 2019-03-31 12:34:56}, {@code 2019-03-31T12:34:56.789Z} or
   * with an offset such as {@code +02:00}; without one it is UTC.
   */
  ISO;

  /** Such as {@code seconds}. */
  @Override
  public String toString() {
    return this == ISO ? "ISO dates" : Tokens.of(this);
  }

  /**
   * Reads a time.
   *
   * @param bytes holds it, in ASCII
   * @param from its first byte
   * @param to the byte after its last
   * @return seconds since 1970
   * @throws NumberFormatException if it is not written like this
   */
  long parse(byte[] bytes, int from, int to) {
    return switch (this) {
      case SECONDS -> ByteNumbers.parseLong(bytes, from, to);
      case MILLISECONDS -> Math.floorDiv(ByteNumbers.parseLong(bytes, from, to), 1000L);
      case ISO -> IsoTime.parse(bytes, from, to);
    };
  }
}
