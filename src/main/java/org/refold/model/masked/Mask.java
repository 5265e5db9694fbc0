package org.refold.model.masked;

import java.util.Locale;
import org.refold.settings.BadInputException;
import org.refold.settings.Check;
import org.refold.settings.NamedForms;
import org.refold.train.Schedule;

/**
 * How likely each item of a history is to be hidden, at the mask ratio rho. Our definition. Its
 * text form is {@code uniform}, {@code activity(0.1)} or {@code popularity(0.5)}.
 *
 * <ul>
 *   <li>uniform: rho for each
 *   <li>activity(a): rho_u = rho + a (log N_u - mean) / standard deviation, within 0.1 and 0.9, for
 *       each item of a user with N_u items: who has more is shown a smaller share
 *   <li>popularity(g): min(1, c w_i) with w_i = (users of item i / their median)^g and c so that
 *       rho N_u items are hidden on average: g above 0 hides popular items, below 0 rare ones
 * </ul>
 *
 * <p>At a strength of 0 both are uniform, where rho is within 0.1 and 0.9.
 *
 * @param kind what the likelihood goes by
 * @param strength a or g; 0 for uniform
 */
public record Mask(Kind kind, double strength) {

  /** What the likelihood of being hidden goes by. */
  public enum Kind {
    /** Nothing. */
    UNIFORM,
    /** The length of the history. */
    ACTIVITY,
    /** The popularity of the item. */
    POPULARITY
  }

  private static final NamedForms FORMS =
      NamedForms.of("mask", "uniform", "activity(0.1)", "popularity(0.5)");

  /**
   * @throws BadInputException if the strength is not finite, or a uniform mask is given one
   */
  public Mask {
    if (!Double.isFinite(strength) || (kind == Kind.UNIFORM && strength != 0)) {
      throw new BadInputException(
          "the strength of the mask %s is %s, but must be finite, and 0 if uniform; typical: -1 to 1"
              .formatted(name(kind), strength));
    }
  }

  /**
   * Checks mask ratios.
   *
   * @throws BadInputException if one is no share below 1
   */
  static void checkRatio(Schedule ratios) {
    Check.rate("maskRatio at the first step", ratios.at(0), "typical: 0.3-0.7");
    Check.rate("maskRatio at the last step", ratios.at(Long.MAX_VALUE), "typical: 0.3-0.7");
  }

  /** Each item is hidden with the same probability. */
  public static Mask uniform() {
    return new Mask(Kind.UNIFORM, 0);
  }

  /**
   * Reads the text form.
   *
   * @throws BadInputException if it is none
   */
  public static Mask parse(String text) {
    NamedForms.Found found = FORMS.read(text);
    Kind kind = Kind.valueOf(found.name().toUpperCase(Locale.ROOT));
    return kind == Kind.UNIFORM ? uniform() : new Mask(kind, found.number(0));
  }

  private static String name(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return kind == Kind.UNIFORM ? name(kind) : name(kind) + "(" + strength + ")";
  }
}
