package org.refold.report.chart;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Locale;
import org.refold.settings.BadInputException;
import org.refold.settings.Check;

/**
 * How a chart is set in print. The width of the page decides how much is drawn, not how small: with
 * larger letters there is less room between them.
 *
 * <pre>{@code
 * Figure.save(chart, Path.of("depth.pdf"), Print.column().withTitle(false));
 * }</pre>
 *
 * @param inches the width
 * @param fontSize the height of the smallest letters in points; titles are a little larger
 * @param title whether the title is drawn, which in a paper is the caption's business
 */
@RecordBuilder
public record Print(double inches, double fontSize, boolean title) implements PrintBuilder.With {

  private static final double COLUMN = 3.3;
  private static final double PAGE = 6.9;
  private static final double POINTS = 72;
  private static final int NARROWEST = 320;

  /**
   * @throws BadInputException if a size is not above 0, or so few letters fit beside each other
   *     that a chart cannot be drawn
   */
  public Print {
    Check.positive("inches", inches, "a column is 3.3 wide, a page 6.9");
    Check.positive("fontSize", fontSize, "typical: 7 to 9 points");
    if (inches * POINTS / fontSize * ChartTheme.LETTERS < NARROWEST) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "letters of %.1f points leave no room for a chart that is %.2f inches wide; take"
                  + " %.1f points or less",
              fontSize,
              inches,
              inches * POINTS * ChartTheme.LETTERS / NARROWEST));
    }
  }

  /** One of two columns of a paper: 3.3 inches, letters of 7 points. */
  public static Print column() {
    return new Print(COLUMN, 7, true);
  }

  /** The whole width of a page: 6.9 inches, letters of 8 points. */
  public static Print page() {
    return new Print(PAGE, 8, true);
  }

  /** Points of paper for each unit of a chart. */
  double points() {
    return fontSize / ChartTheme.LETTERS;
  }

  /** Units of a chart that fit into the width. */
  int units() {
    return (int) Math.round(inches * POINTS / points());
  }
}
