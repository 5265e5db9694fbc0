package org.refold.nn.layer;

import java.util.Locale;
import org.refold.nn.Initializer;
import org.refold.settings.BadInputException;
import org.refold.settings.NamedForms;

/**
 * What the weights of a network are before training: {@code xavier}, {@code normal(0.03)} or {@code
 * truncated-normal(0.03)}.
 *
 * @param kind how they are drawn
 * @param deviation the standard deviation; 0 for the kind that goes by the sizes of layers
 */
public record Initialization(Kind kind, double deviation) {

  /** How weights are drawn. */
  public enum Kind {
    /** Normal, with variance {@code 2 / (in + out)}. */
    XAVIER,
    /** Normal, with a standard deviation that is the same for all layers. */
    NORMAL,
    /** The same, drawn again when beyond two standard deviations. */
    TRUNCATED_NORMAL
  }

  private static final NamedForms FORMS =
      NamedForms.of(
          "way to draw first weights", "xavier", "normal(0.03)", "truncated-normal(0.03)");

  /**
   * @throws BadInputException if the deviation is not positive, or the kind has none
   */
  public Initialization {
    if (kind == Kind.XAVIER && deviation != 0) {
      throw FORMS.wrongCount("xavier(" + deviation + ")", "xavier");
    }
    if (kind != Kind.XAVIER && (!(deviation > 0) || Double.isInfinite(deviation))) {
      throw new BadInputException(
          "the deviation of first weights is %s, but must be more than 0; typical: 0.01-0.1"
              .formatted(deviation));
    }
  }

  /** Normal, with variance {@code 2 / (in + out)}. */
  public static Initialization xavier() {
    return new Initialization(Kind.XAVIER, 0);
  }

  /** Normal, with this deviation in all layers. */
  public static Initialization normal(double deviation) {
    return new Initialization(Kind.NORMAL, deviation);
  }

  /** Normal, with this deviation in all layers, drawn again when beyond two of them. */
  public static Initialization truncatedNormal(double deviation) {
    return new Initialization(Kind.TRUNCATED_NORMAL, deviation);
  }

  /**
   * Reads the text form.
   *
   * @throws BadInputException if it is none, or the deviation is not positive
   */
  public static Initialization parse(String text) {
    NamedForms.Found found = FORMS.read(text);
    Kind kind = Kind.valueOf(found.name().toUpperCase(Locale.ROOT).replace('-', '_'));
    return kind == Kind.XAVIER ? xavier() : new Initialization(kind, found.number(0));
  }

  /** What draws the numbers of a matrix. */
  public Initializer initializer() {
    return switch (kind) {
      case XAVIER -> Initializer.xavierNormal();
      case NORMAL -> Initializer.normal(deviation);
      case TRUNCATED_NORMAL -> Initializer.truncatedNormal(deviation);
    };
  }

  private static String name(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public String toString() {
    return kind == Kind.XAVIER ? name(kind) : name(kind) + "(" + deviation + ")";
  }
}
