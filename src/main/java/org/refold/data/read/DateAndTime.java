package org.refold.data.read;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.function.Function;

/** Dates, perhaps with a time of day, out of ASCII bytes. */
final class DateAndTime {

  private static final int SECONDS_PER_DAY = 86_400;

  private final byte[] bytes;
  private final int to;
  private int at;

  private DateAndTime(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.at = from;
    this.to = to;
  }

  /**
   * Milliseconds since 1970, UTC, of an ISO 8601 date and time; finer fractions are cut off.
   *
   * @throws NumberFormatException if it is no such time
   */
  static long yearFirst(byte[] bytes, int from, int to) {
    return new DateAndTime(bytes, from, to).read(DateAndTime::isoDate);
  }

  /**
   * The same of a date such as {@code 31.12.2019}, {@code 31/12/2019} or {@code 31-12-2019}.
   *
   * @throws NumberFormatException if it is no such time
   */
  static long dayFirst(byte[] bytes, int from, int to) {
    return new DateAndTime(bytes, from, to).read(reader -> reader.date(true));
  }

  /**
   * The same of a date such as {@code 12/31/2019}.
   *
   * @throws NumberFormatException if it is no such time
   */
  static long monthFirst(byte[] bytes, int from, int to) {
    return new DateAndTime(bytes, from, to).read(reader -> reader.date(false));
  }

  private long read(Function<DateAndTime, LocalDate> date) {
    int from = at;
    try {
      return dateAndTime(date.apply(this));
    } catch (DateTimeException e) {
      throw notATime(from);
    }
  }

  private LocalDate isoDate() {
    int year = digits(4);
    expect('-');
    int month = digits(2);
    expect('-');
    return LocalDate.of(year, month, digits(2));
  }

  private LocalDate date(boolean dayFirst) {
    int first = oneOrTwoDigits();
    char between = take('.') ? '.' : take('/') ? '/' : '-';
    if (between == '-') {
      expect('-');
    }
    int second = oneOrTwoDigits();
    expect(between);
    int year = digits(4);
    return dayFirst ? LocalDate.of(year, second, first) : LocalDate.of(year, first, second);
  }

  private int oneOrTwoDigits() {
    int first = digits(1);
    boolean more = at < to && bytes[at] >= '0' && bytes[at] <= '9';
    return more ? 10 * first + digits(1) : first;
  }

  private long dateAndTime(LocalDate date) {
    long millis = date.toEpochDay() * SECONDS_PER_DAY * 1000L;
    if (take('T') || take(' ')) {
      millis += clock();
      take(' ');
      millis -= 1000L * offset();
    }
    if (at != to) {
      throw notATime(at);
    }
    return millis;
  }

  private int clock() {
    int hours = digitsBelow(24);
    expect(':');
    int minutes = digitsBelow(60);
    int seconds = 0;
    int millis = 0;
    if (take(':')) {
      seconds = digitsBelow(60);
      millis = take('.') ? fraction() : 0;
    }
    return 1000 * (3600 * hours + 60 * minutes + seconds) + millis;
  }

  private int fraction() {
    int millis = 100 * digits(1);
    for (int unit = 10; at < to && bytes[at] >= '0' && bytes[at] <= '9'; at++, unit /= 10) {
      millis += unit * (bytes[at] - '0');
    }
    return millis;
  }

  /** {@code Z}, {@code UTC}, {@code +hh}, {@code +hhmm}, {@code +hh:mm} or nothing. */
  private int offset() {
    if (at == to || take('Z')) {
      return 0;
    }
    if (take('U')) {
      expect('T');
      expect('C');
      return 0;
    }
    int sign = take('-') ? -1 : 1;
    if (sign > 0) {
      expect('+');
    }
    int hours = digitsBelow(24);
    boolean more = at < to;
    take(':');
    int minutes = more ? digitsBelow(60) : 0;
    return sign * (3600 * hours + 60 * minutes);
  }

  private int digitsBelow(int bound) {
    int number = digits(2);
    if (number >= bound) {
      throw notATime(at);
    }
    return number;
  }

  private int digits(int count) {
    int number = 0;
    for (int k = 0; k < count; k++, at++) {
      if (at >= to || bytes[at] < '0' || bytes[at] > '9') {
        throw notATime(at);
      }
      number = 10 * number + (bytes[at] - '0');
    }
    return number;
  }

  private boolean take(char c) {
    boolean there = at < to && bytes[at] == c;
    at += there ? 1 : 0;
    return there;
  }

  private void expect(char c) {
    if (!take(c)) {
      throw notATime(at);
    }
  }

  private NumberFormatException notATime(int from) {
    int start = Math.min(from, to);
    return new NumberFormatException(
        new String(bytes, start, to - start, StandardCharsets.ISO_8859_1));
  }
}
