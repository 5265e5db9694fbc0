package org.refold.data.read;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the values of a column look like. */
final class Looks {

  /** 1990 to 2050: numbers that are times in no unit within these are taken for something else. */
  private static final long EARLIEST = 631_152_000_000L;

  private static final long LATEST = 2_524_608_000_000L;

  /** Median from which a unit is taken: 1973 in it, and a time far off in the one before. */
  private static final double MILLISECONDS_FROM = 1e11;

  private static final double MICROSECONDS_FROM = 1e14;
  private static final double NANOSECONDS_FROM = 1e17;

  /** A few broken lines do not make a column another one. */
  private static final double MOST = 0.6;

  private static final Pattern AMAZON_PRODUCT = Pattern.compile("[0-9B][0-9A-Z]{9}");
  private static final Pattern AMAZON_REVIEWER = Pattern.compile("A[0-9A-Z]{9,20}");
  private static final Pattern WHOLE = Pattern.compile("\\d+");
  private static final Pattern DECIMAL_COMMA = Pattern.compile("[-+]?\\d+,\\d+");
  private static final Pattern EIGHT_DIGITS = Pattern.compile("(19|20)\\d{6}");
  private static final Pattern OPINION =
      Pattern.compile(
          "(dis)?likes?d?|true|false|yes|no|up|down|thumbs.?(up|down)|good|bad|positive|negative");

  /** Days come before months where the values do not tell. */
  private static final List<TimeFormat> DATES =
      List.of(TimeFormat.ISO, TimeFormat.DDMMYYYY, TimeFormat.MMDDYYYY);

  private Looks() {}

  /** Whether all are decimal numbers. */
  static boolean areNumbers(List<String> values) {
    return !values.isEmpty() && values.stream().allMatch(Looks::isNumber);
  }

  /** Whether one is a decimal number. */
  static boolean isNumber(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    try {
      ByteNumbers.parseFloat(bytes, 0, bytes.length);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** Whether one is a date that is written out, with or without a time of day. */
  static boolean isDate(String value) {
    return DATES.stream().anyMatch(format -> isIn(value, format));
  }

  /** Whether one is a date if the month comes first. */
  static boolean isMonthFirst(String value) {
    return isIn(value, TimeFormat.MMDDYYYY);
  }

  private static boolean isIn(String value, TimeFormat format) {
    return isTime(value, format, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private static boolean isTime(String value, TimeFormat format, long from, long to) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    try {
      long time = format.parse(bytes, 0, bytes.length);
      return time >= from && time < to;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** Whether most are dates, or numbers that are times between 1990 and 2050 in one unit. */
  static boolean areTimes(List<String> values) {
    if (values.isEmpty()) {
      return false;
    }
    TimeFormat format = timeFormat(values);
    boolean dates = format.isDate();
    long from = dates ? Long.MIN_VALUE : EARLIEST;
    long to = dates ? Long.MAX_VALUE : LATEST;
    long times = values.stream().filter(value -> isTime(value, format, from, to)).count();
    return times >= MOST * values.size();
  }

  /** Whether at least one can be read as a time. */
  static boolean someAreTimes(List<String> values) {
    return values.stream().anyMatch(value -> isNumber(value) || isDate(value));
  }

  /** How times like these are written; the median decides between units. */
  static TimeFormat timeFormat(List<String> values) {
    TimeFormat date = DATES.get(0);
    long most = 0;
    for (TimeFormat format : DATES) {
      long dates = values.stream().filter(value -> isIn(value, format)).count();
      date = dates > most ? format : date;
      most = Math.max(most, dates);
    }
    if (2 * most > values.size()) {
      return date;
    }
    if (values.stream().allMatch(Looks::isEightDigitDate)) {
      return TimeFormat.YYYYMMDD;
    }
    double[] numbers =
        values.stream()
            .filter(Looks::isNumber)
            .mapToDouble(value -> Math.abs(Double.parseDouble(value)))
            .sorted()
            .toArray();
    double median = numbers.length == 0 ? 0 : numbers[numbers.length / 2];
    if (median >= NANOSECONDS_FROM) {
      return TimeFormat.NANOSECONDS;
    }
    if (median >= MICROSECONDS_FROM) {
      return TimeFormat.MICROSECONDS;
    }
    return median >= MILLISECONDS_FROM ? TimeFormat.MILLISECONDS : TimeFormat.SECONDS;
  }

  private static boolean isEightDigitDate(String value) {
    return EIGHT_DIGITS.matcher(value).matches() && isIn(value, TimeFormat.YYYYMMDD);
  }

  /** Whether these are Amazon's products and those its reviewers: its rating files of 2018. */
  static boolean areProductsAndReviewers(List<String> first, List<String> second) {
    return first.stream().allMatch(value -> AMAZON_PRODUCT.matcher(value).matches())
        && second.stream().allMatch(value -> AMAZON_REVIEWER.matcher(value).matches());
  }

  /** Whether one is a number with a comma where a point should be. */
  static boolean hasDecimalComma(String value) {
    return DECIMAL_COMMA.matcher(value).matches();
  }

  /** Whether one is written with digits only. */
  static boolean isWhole(String value) {
    return WHOLE.matcher(value).matches();
  }

  /** Whether all are written with digits only. */
  static boolean areWhole(List<String> values) {
    return values.stream().allMatch(Looks::isWhole);
  }

  /** Whether all are words for and against, such as like and dislike. */
  static boolean areOpinions(List<String> values) {
    return !values.isEmpty()
        && values.stream()
            .allMatch(value -> OPINION.matcher(value.toLowerCase(Locale.ROOT)).matches());
  }
}
