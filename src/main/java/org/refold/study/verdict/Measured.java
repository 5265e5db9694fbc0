package org.refold.study.verdict;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.refold.evaluate.Interval;
import org.refold.settings.BadInputException;

/**
 * A figure of ours.
 *
 * @param value in the unit of the published one
 * @param ci95 its 95 % interval, where there is one
 * @param over what the interval is over, such as {@code users} or {@code 5 splits}; there if it is
 * @param source the committed study that has it; null where only the command of the row does
 */
public record Measured(
    double value, Optional<Interval> ci95, @Nullable String over, @Nullable Source source) {

  /**
   * Where a committed study has the figure.
   *
   * @param study its name
   * @param arm the label of the arm
   * @param metric as the study names it
   */
  public record Source(String study, String arm, String metric) {}

  /**
   * @throws BadInputException if the value is no number, or an interval does not say what it is
   *     over
   */
  public Measured {
    if (Double.isNaN(value) || ci95.isPresent() != (over != null)) {
      throw new BadInputException(
          "a figure of ours has the value %s, the interval %s and 'over' %s; it needs a number, and"
                  .formatted(value, ci95, over)
              + " either both of the others or none");
    }
  }
}
