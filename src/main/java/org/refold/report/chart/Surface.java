package org.refold.report.chart;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import org.refold.settings.BadInputException;

/**
 * Values over two factors.
 *
 * @param xTitle the factor along the horizontal axis
 * @param xLevels its levels, from the left
 * @param yTitle the factor along the vertical axis
 * @param yLevels its levels, from below
 * @param values {@code [yLevels][xLevels]}; NaN leaves a hole
 * @param texts what stands in the fields, {@code [yLevels][xLevels]}; empty for the values
 *     themselves
 * @param best which field is the best
 */
public record Surface(
    String xTitle,
    List<String> xLevels,
    String yTitle,
    List<String> yLevels,
    List<List<Double>> values,
    List<List<String>> texts,
    Best best) {

  /** Which value is the best; it is the darkest and has a frame. */
  public enum Best {
    /** There is none: the highest is the darkest, without a frame. */
    NONE,
    /** The highest, as of NDCG. */
    HIGHEST,
    /** The lowest, as of RMSE. */
    LOWEST
  }

  /** A surface whose fields show their values. */
  public Surface(
      String xTitle,
      List<String> xLevels,
      String yTitle,
      List<String> yLevels,
      List<List<Double>> values) {
    this(xTitle, xLevels, yTitle, yLevels, values, List.of(), Best.NONE);
  }

  /**
   * @throws BadInputException if the values do not have the shape of the levels
   */
  public Surface {
    xLevels = List.copyOf(xLevels);
    yLevels = List.copyOf(yLevels);
    values = values.stream().map(List::copyOf).toList();
    texts = texts.stream().map(List::copyOf).toList();
    int width = xLevels.size();
    if (values.size() != yLevels.size() || values.stream().anyMatch(r -> r.size() != width)) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "a grid of %d x %d levels needs as many rows of as many values, but was given %s",
              yLevels.size(),
              width,
              values));
    }
  }

  /** Of all values that are there. */
  DoubleSummaryStatistics range() {
    return values.stream()
        .flatMap(List::stream)
        .mapToDouble(value -> value)
        .filter(value -> !Double.isNaN(value))
        .summaryStatistics();
  }

  /** Whether a value is that of the best field. */
  boolean isBest(double value) {
    return switch (best) {
      case NONE -> false;
      case HIGHEST -> value == range().getMax();
      case LOWEST -> value == range().getMin();
    };
  }
}
