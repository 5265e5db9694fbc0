package org.refold.model.autoencoder;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.refold.data.BadInputException;
import org.refold.data.Nearest;
import org.refold.nn.Initializer;

/**
 * What the weights of a network are before training: {@code xavier}, {@code normal(0.03)} or {@code
 * truncated-normal(0.03)}.
 *
 * @param kind how they are drawn
 * @param deviation the standard deviation; 0 for the kind that goes by the sizes of layers
 */
public record FirstWeights(Kind kind, double deviation) {

  /** How weights are drawn. */
  public enum Kind {
    /** Normal, with variance {@code 2 / (in + out)}. */
    XAVIER,
    /** Normal, with a deviation that is the same for all layers. */
    NORMAL,
    /** The same, drawn again when beyond two deviations. */
    TRUNCATED_NORMAL
  }

  private static final Pattern CALL = Pattern.compile("([a-z-]+)\\s*(?:\\(([^()]*)\\))?");

  private static final List<String> NAMES =
      Stream.of(Kind.values()).map(FirstWeights::name).toList();

  /**
   * @throws BadInputException if the deviation is not positive, or the kind has none
   */
  public FirstWeights {
    if (kind == Kind.XAVIER && deviation != 0) {
      throw new BadInputException(
          "first weights of the kind xavier have no deviation of their own; choose normal(%s)"
              .formatted(deviation));
    }
    if (kind != Kind.XAVIER && (!(deviation > 0) || Double.isInfinite(deviation))) {
      throw new BadInputException(
          "the deviation of first weights is %s, but must be more than 0; usual are 0.01 to 0.1"
              .formatted(deviation));
    }
  }

  /** Normal, with variance {@code 2 / (in + out)}. */
  public static FirstWeights xavier() {
    return new FirstWeights(Kind.XAVIER, 0);
  }

  /** Normal, with this deviation in all layers. */
  public static FirstWeights normal(double deviation) {
    return new FirstWeights(Kind.NORMAL, deviation);
  }

  /** Normal, with this deviation in all layers, drawn again when beyond two of them. */
  public static FirstWeights truncatedNormal(double deviation) {
    return new FirstWeights(Kind.TRUNCATED_NORMAL, deviation);
  }

  /**
   * Reads the text form.
   *
   * @throws BadInputException if it is none, or the deviation is not positive
   */
  public static FirstWeights parse(String text) {
    Matcher call = CALL.matcher(text.strip());
    if (!call.matches() || !NAMES.contains(call.group(1))) {
      String name = call.matches() ? call.group(1) : text.strip();
      throw new BadInputException(
          "'%s' is no way to draw first weights; %s, with a deviation as in normal(0.03)"
              .formatted(text, Nearest.hint(name, NAMES)));
    }
    Kind kind = Kind.valueOf(call.group(1).toUpperCase(Locale.ROOT).replace('-', '_'));
    String deviation = call.group(2);
    if (kind == Kind.XAVIER && deviation == null) {
      return xavier();
    }
    try {
      return new FirstWeights(kind, Double.parseDouble(deviation == null ? "" : deviation));
    } catch (NumberFormatException e) {
      throw new BadInputException(
          "first weights '%s' must have a deviation, as in %s(0.03)".formatted(text, name(kind)),
          e);
    }
  }

  /** What draws the numbers of a matrix. */
  Initializer initializer() {
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
