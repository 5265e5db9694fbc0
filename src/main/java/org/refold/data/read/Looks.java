package org.refold.data.read;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** What the values of a column look like. */
final class Looks {

  /** Whole numbers from here on are taken for times: 1973 in seconds. */
  private static final double SMALLEST_TIME = 1e8;

  /** Whole numbers from here on are taken for milliseconds: 1973 in these, 5138 in seconds. */
  private static final double SMALLEST_MILLISECONDS = 1e11;

  private static final Pattern AMAZON_PRODUCT = Pattern.compile("[0-9B][0-9A-Z]{9}");
  private static final Pattern AMAZON_REVIEWER = Pattern.compile("A[0-9A-Z]{9,20}");
  private static final Pattern WHOLE = Pattern.compile("\\d+");

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

  /** Whether one is an ISO date, with or without a time of day. */
  static boolean isIso(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    try {
      IsoTime.parse(bytes, 0, bytes.length);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** Whether all are ISO dates, or whole numbers that are large enough for times. */
  static boolean areTimes(List<String> values) {
    if (values.isEmpty()) {
      return false;
    }
    if (!areNumbers(values)) {
      return values.stream().allMatch(Looks::isIso);
    }
    return values.stream().mapToDouble(Double::parseDouble).allMatch(v -> v >= SMALLEST_TIME);
  }

  /** Whether at least one can be read as a time. */
  static boolean someAreTimes(List<String> values) {
    return values.stream().anyMatch(value -> isNumber(value) || isIso(value));
  }

  /** How times like these are written. */
  static TimeFormat timeFormat(List<String> values) {
    long dates = values.stream().filter(Looks::isIso).count();
    if (2 * dates > values.size()) {
      return TimeFormat.ISO;
    }
    double[] numbers =
        values.stream()
            .filter(Looks::isNumber)
            .mapToDouble(value -> Math.abs(Double.parseDouble(value)))
            .sorted()
            .toArray();
    boolean large = numbers.length > 0 && numbers[numbers.length / 2] >= SMALLEST_MILLISECONDS;
    return large ? TimeFormat.MILLISECONDS : TimeFormat.SECONDS;
  }

  /** Whether these are Amazon's products and those its reviewers: its rating files of 2018. */
  static boolean areProductsAndReviewers(List<String> first, List<String> second) {
    return first.stream().allMatch(value -> AMAZON_PRODUCT.matcher(value).matches())
        && second.stream().allMatch(value -> AMAZON_REVIEWER.matcher(value).matches());
  }

  /** Whether all are written with digits only. */
  static boolean areWhole(List<String> values) {
    return values.stream().allMatch(value -> WHOLE.matcher(value).matches());
  }
}
