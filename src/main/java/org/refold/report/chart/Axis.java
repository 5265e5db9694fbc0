package org.refold.report.chart;

import java.util.List;
import org.refold.settings.BadInputException;

/**
 * The horizontal axis of a chart.
 *
 * @param title what stands under it
 * @param scale how values become places
 * @param categories the names of the places 0, 1, 2, ... of a {@link Scale#CATEGORIES} axis;
 *     otherwise empty
 */
public record Axis(String title, Scale scale, List<String> categories) {

  /** How values become places. */
  public enum Scale {
    /** Equal steps are equally far. */
    LINEAR,
    /** Equal factors are equally far; all values must be more than 0. */
    LOG,
    /** Names, in the order given. */
    CATEGORIES
  }

  /**
   * @throws BadInputException if there are categories on an axis of numbers, or none on one of
   *     names
   */
  public Axis {
    categories = List.copyOf(categories);
    if ((scale == Scale.CATEGORIES) == categories.isEmpty()) {
      throw new BadInputException(
          "the axis '%s' is %s, but has the categories %s; use Axis.linear, log or categories"
              .formatted(title, scale, categories));
    }
  }

  /** An axis of numbers. */
  public static Axis linear(String title) {
    return new Axis(title, Scale.LINEAR, List.of());
  }

  /** An axis of numbers more than 0, by their logarithms. */
  public static Axis log(String title) {
    return new Axis(title, Scale.LOG, List.of());
  }

  /** An axis of names. */
  public static Axis categories(String title, List<String> names) {
    return new Axis(title, Scale.CATEGORIES, names);
  }
}
