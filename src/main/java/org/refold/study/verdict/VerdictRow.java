package org.refold.study.verdict;

import org.jspecify.annotations.Nullable;
import org.refold.settings.BadInputException;

/**
 * A published figure and ours. What is to be said of it follows from the numbers, see {@link
 * #verdict()}: a row cannot claim what they do not show.
 *
 * @param paper who published it, with the year
 * @param place table and cell, or the file of a repository
 * @param system the name of ours in the catalogue
 * @param metric as ours is called
 * @param protocol data, split and ranking, as we read them
 * @param published the figure
 * @param tolerance how far ours may be from it, to either side
 * @param because what the tolerance is made of
 * @param ours under that protocol, without mistakes; null if there is none
 * @param mistake what the published figure has wrong; null if we know of nothing
 * @param withMistake ours with that mistake; null if it was not made again
 * @param undetermined what the source leaves open, so that figures cannot be compared; else null
 * @param note what a reader must know besides, and why a row was not tried; null for nothing
 * @param command what makes ours; null if there is none
 * @param cpuMinutes its processor time, fit and evaluation; null if it was not taken
 */
public record VerdictRow(
    String paper,
    String place,
    String system,
    String metric,
    String protocol,
    double published,
    double tolerance,
    String because,
    @Nullable Measured ours,
    @Nullable String mistake,
    @Nullable Measured withMistake,
    @Nullable String undetermined,
    @Nullable String note,
    @Nullable String command,
    @Nullable Double cpuMinutes) {

  /** Decimals that are not sums of powers of two may miss the tolerance by so much. */
  private static final double ROUNDING = 1e-9;

  /**
   * @throws BadInputException if the numbers are none, a figure of ours has no command, one with a
   *     mistake does not name it, or one that is not there no reason
   */
  public VerdictRow {
    String row = "the row '%s, %s, %s'".formatted(paper, place, metric);
    if (Double.isNaN(published) || !(tolerance > 0)) {
      throw new BadInputException(
          "%s has the published figure %s and the tolerance %s; it needs a number and one above 0"
              .formatted(row, published, tolerance));
    }
    boolean tried = ours != null || withMistake != null; // as isTried(), before there are fields
    if (tried && command == null) {
      throw new BadInputException(row + " has a figure of ours; add the command that makes it");
    }
    if (!tried && note == null && undetermined == null) {
      throw new BadInputException(row + " has no figure of ours; say why in its note");
    }
    if (withMistake != null && mistake == null) {
      throw new BadInputException(row + " has a figure with a mistake; say which in 'mistake'");
    }
  }

  /** What the numbers say. */
  public Verdict verdict() {
    if (undetermined != null) {
      return Verdict.NOT_DETERMINABLE;
    }
    if (!isTried()) {
      return Verdict.NOT_TRIED;
    }
    if (agrees(ours)) {
      return Verdict.REPRODUCED;
    }
    return agrees(withMistake) ? Verdict.WITH_MISTAKE : Verdict.NOT_REPRODUCED;
  }

  /** Whether there is a figure of ours. */
  public boolean isTried() {
    return ours != null || withMistake != null;
  }

  private boolean agrees(@Nullable Measured figure) {
    return figure != null && Math.abs(figure.value() - published) <= tolerance + ROUNDING;
  }
}
