package org.refold.report.table;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.refold.evaluate.Interval;
import org.refold.evaluate.MetricResult;

/** One cell of a {@link Table}. */
public sealed interface Cell {

  /** The digits of metrics, and of numbers without digits of their own. */
  int METRIC_DIGITS = 4;

  /** How much a cell stands out. */
  enum Emphasis {
    /** It does not. */
    NONE,
    /** The best of its column: bold, {@code *} where there is no bold. */
    BEST,
    /** Not shown to be worse than the best: underlined, {@code =} where there are no lines. */
    TIED
  }

  /** What a reader sees, without any markup. */
  String text();

  /** What a machine reads: all digits, no unit, no interval. */
  default String raw() {
    return text();
  }

  /**
   * What a machine reads besides, such as the ends of an interval, each to stand in a column whose
   * name ends in the key.
   */
  default Map<String, String> extras() {
    return Map.of();
  }

  /** Signs behind the cell, explained in a note of the table; empty for most. */
  default String marks() {
    return "";
  }

  /** How much the cell stands out. */
  default Emphasis emphasis() {
    return Emphasis.NONE;
  }

  /** Whether the cell is set to the right. */
  default boolean isNumber() {
    return true;
  }

  /** Words, set to the left. */
  record Words(String text) implements Cell {
    @Override
    public boolean isNumber() {
      return false;
    }
  }

  /**
   * A plain number, set to the right.
   *
   * @param value the number; NaN is shown as a dash
   * @param digits how many digits are shown after the point
   */
  record Value(double value, int digits) implements Cell {
    @Override
    public String text() {
      return rounded(value, digits);
    }

    @Override
    public String raw() {
      return digits == 0 && !Double.isNaN(value) ? text() : digitsOf(value);
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
      return Double.isNaN(margin)
          ? rounded(mean, digits)
          : rounded(mean, digits) + " ± " + rounded(margin, digits);
    }

    @Override
    public String raw() {
      return digitsOf(mean);
    }

    @Override
    public Map<String, String> extras() {
      return Map.of("margin", digitsOf(margin));
    }
  }

  /**
   * A mean and the ends of its interval, set to the right; for intervals that need not be
   * symmetric.
   *
   * @param mean the mean
   * @param low the lower end; NaN, with the upper one, where there is no interval
   * @param high the upper end
   * @param digits how many digits are shown after the point
   */
  record Range(double mean, double low, double high, int digits) implements Cell {
    @Override
    public String text() {
      return Double.isNaN(low) || Double.isNaN(high)
          ? rounded(mean, digits)
          : "%s [%s, %s]"
              .formatted(rounded(mean, digits), rounded(low, digits), rounded(high, digits));
    }

    @Override
    public String raw() {
      return digitsOf(mean);
    }

    @Override
    public Map<String, String> extras() {
      Map<String, String> extras = new LinkedHashMap<>();
      extras.put("low", digitsOf(low));
      extras.put("high", digitsOf(high));
      return Collections.unmodifiableMap(extras);
    }
  }

  /**
   * The p-value of a test, set to the right.
   *
   * @param p from 0 to 1; NaN is shown as a dash
   */
  record PValue(double p) implements Cell {
    private static final double SMALLEST_SHOWN = 0.001;

    @Override
    public String text() {
      return p < SMALLEST_SHOWN ? "< 0.001" : rounded(p, 3);
    }

    @Override
    public String raw() {
      return digitsOf(p);
    }
  }

  /**
   * A cell that stands out or has signs behind it.
   *
   * @param cell what stands there
   * @param emphasis how much it stands out
   * @param marks signs behind it, explained in a note of the table
   */
  record Marked(Cell cell, Emphasis emphasis, String marks) implements Cell {
    @Override
    public String text() {
      return cell.text();
    }

    @Override
    public String raw() {
      return cell.raw();
    }

    @Override
    public Map<String, String> extras() {
      Map<String, String> extras = new LinkedHashMap<>(cell.extras());
      String word = emphasis == Emphasis.NONE ? "" : emphasis.name().toLowerCase(Locale.ROOT);
      extras.put("mark", (word + " " + marks).strip());
      return Collections.unmodifiableMap(extras);
    }

    @Override
    public boolean isNumber() {
      return cell.isNumber();
    }
  }

  /** This cell, standing out. */
  default Cell marked(Emphasis as, String with) {
    return new Marked(this, as, with);
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
      return new Value(number.doubleValue(), METRIC_DIGITS);
    }
    return new Words(value.toString());
  }

  /**
   * A cell for a metric: its mean with half the width of its 95 % interval over users, where it has
   * one.
   */
  static Cell ofMetric(MetricResult result) {
    return ofMetric(result.mean(), result.ci95());
  }

  /** The same from the mean and its 95 % interval, where it has one. */
  static Cell ofMetric(double mean, Optional<Interval> ci95) {
    return ci95.<Cell>map(ci -> new Estimate(mean, (ci.high() - ci.low()) / 2, METRIC_DIGITS))
        .orElse(new Value(mean, METRIC_DIGITS));
  }

  private static String rounded(double value, int digits) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  private static String digitsOf(double value) {
    return Double.isNaN(value) ? "" : Double.toString(value);
  }
}
