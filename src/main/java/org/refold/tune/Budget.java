package org.refold.tune;

import java.util.Locale;
import org.refold.settings.BadInputException;

/**
 * What a search may spend on one model: it ends when either is spent. Fits that were remembered
 * from an earlier run count with the time that they took then, so a search that was stopped and
 * resumed ends where it would have ended.
 *
 * @param fits how many different settings are tried, at most
 * @param seconds wall time of fits and validations; the fit under way at the end is finished
 */
public record Budget(int fits, double seconds) {

  /**
   * @throws BadInputException if nothing could be tried
   */
  public Budget {
    if (fits < 1) {
      throw new BadInputException(
          String.format(Locale.ROOT, "the budget is %d fits, but must be at least 1", fits));
    }
    if (!(seconds > 0)) {
      throw new BadInputException(
          "the budget is %s seconds, but must be more than 0".formatted(seconds));
    }
  }

  /** So many fits, however long they take. */
  public static Budget fits(int most) {
    return new Budget(most, Double.POSITIVE_INFINITY);
  }

  /** So many seconds, whatever is done in them. */
  public static Budget seconds(double most) {
    return new Budget(Integer.MAX_VALUE, most);
  }

  /** The same, and no longer than this. */
  public Budget andSeconds(double most) {
    return new Budget(fits, most);
  }

  boolean isSpent(int done, double took) {
    return done >= fits || took >= seconds;
  }

  @Override
  public String toString() {
    String number = fits == Integer.MAX_VALUE ? "" : fits + " fits";
    String time = Double.isInfinite(seconds) ? "" : seconds + " s";
    return number.isEmpty() || time.isEmpty() ? number + time : number + " or " + time;
  }
}
