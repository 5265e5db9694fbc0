package org.refold.data.read;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.refold.settings.Tokens;

/**
 * How the times of a file are written. Inside, a time is in milliseconds since 1970, UTC; what is
 * finer is cut off.
 */
public enum TimeFormat {
  /** Seconds since 1970, with or without a fraction. */
  SECONDS("a number of seconds since 1970"),
  /** Milliseconds since 1970. */
  MILLISECONDS("a number of milliseconds since 1970"),
  /** Microseconds since 1970. */
  MICROSECONDS("a number of microseconds since 1970"),
  /** Nanoseconds since 1970, as pandas keeps times. */
  NANOSECONDS("a number of nanoseconds since 1970"),
  /** Year, month and day without anything between them: {@code 20190331}. */
  YYYYMMDD("a date such as 20190331"),
  /**
   * Day, month and year with points, slashes or hyphens between them: {@code 31.3.2019}, {@code
   * 31/03/2019 12:34}.
   */
  DDMMYYYY("a date such as 31.03.2019"),
  /** Month, day and year likewise: {@code 03/31/2019}. */
  MMDDYYYY("a date such as 03/31/2019"),
  /**
   * ISO 8601: {@code 2019-03-31}, {@code 2019-03-31 12:34:56}, {@code 2019-03-31T12:34:56.789Z} or
   * with an offset such as {@code +02:00}; without one it is UTC.
   */
  ISO("an ISO date such as 2019-03-31 12:34:56");

  private static final int MILLIS_PER_DAY = 86_400_000;

  private final String expected;

  TimeFormat(String expected) {
    this.expected = expected;
  }

  /** What one time should be, for messages. */
  String expected() {
    return expected;
  }

  /** Whether a date is written out, so that it is no number and says its year itself. */
  boolean isDate() {
    return this == DDMMYYYY || this == MMDDYYYY || this == ISO;
  }

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
   * @return milliseconds since 1970
   * @throws NumberFormatException if it is not written like this
   */
  long parse(byte[] bytes, int from, int to) {
    return switch (this) {
      case SECONDS -> ByteNumbers.parseLong(bytes, from, to, 3);
      case MILLISECONDS -> ByteNumbers.parseLong(bytes, from, to, 0);
      case MICROSECONDS -> ByteNumbers.parseLong(bytes, from, to, -3);
      case NANOSECONDS -> ByteNumbers.parseLong(bytes, from, to, -6);
      case YYYYMMDD -> date(ByteNumbers.parseLong(bytes, from, to, 0));
      case DDMMYYYY -> DateAndTime.dayFirst(bytes, from, to);
      case MMDDYYYY -> DateAndTime.monthFirst(bytes, from, to);
      case ISO -> DateAndTime.yearFirst(bytes, from, to);
    };
  }

  private static long date(long digits) {
    try {
      int year = Math.toIntExact(digits / 10_000);
      LocalDate day = LocalDate.of(year, (int) (digits / 100 % 100), (int) (digits % 100));
      return day.toEpochDay() * MILLIS_PER_DAY;
    } catch (DateTimeException | ArithmeticException e) {
      throw new NumberFormatException("no date: " + digits);
    }
  }
}
