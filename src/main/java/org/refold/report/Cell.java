package org.refold.report;

import java.util.Locale;

/** One cell of a {@link Table}. */
public sealed interface Cell {

  /** What a reader sees, without any markup. */
  String text();

  /** What a machine reads: all digits, no unit, no interval. */
  default String raw() {
    return text();
  }

  /** Words, set to the left. */
  record Words(String text) implements Cell {}

  /**
   * A plain number, set to the right.
   *
   * @param value the number; NaN is shown as a dash
   * @param digits how many digits are shown after the point
   */
  record Value(double value, int digits) implements Cell {
    @Override
    public String text() {
      return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    @Override
    public String raw() {
      if (Double.isNaN(value)) {
        return "";
      }
      return digits == 0 ? text() : Double.toString(value);
    }
  }

  /**
   * A mean and the half width of its confidence interval, set to the right.
   *
   * @param mean the mean
   * @param margin half the width of the interval, in the unit of the mean
   * @param digits how many digits are shown after the point
   */
  record Estimate(double mean, double margin, int digits) implements Cell {
    @Override
    public String text() {
      String format = "%." + digits + "f";
      return String.format(Locale.ROOT, format, mean)
          + " ± "
          + String.format(Locale.ROOT, format, margin);
    }

    @Override
    public String raw() {
      return Double.toString(mean);
    }
  }

  /** A cell for any object: numbers as numbers, everything else by its {@code toString()}. */
  static Cell of(Object value) {
    if (value instanceof Cell cell) {
      return cell;
    }
    if (value instanceof Integer || value instanceof Long) {
      return new Value(((Number) value).doubleValue(), 0);
    }
    if (value instanceof Number number) {
      return new Value(number.doubleValue(), 4);
    }
    return new Words(value.toString());
  }
}
