package org.refold.tune;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.refold.settings.BadInputException;
import org.refold.settings.Setting;

/** Reads dimensions: {@code log:10..5000}, {@code 50..400}, {@code {tanh,relu}}. */
final class DimensionText {

  private static final String LOG = "log:";

  /** A comma that is not within the parentheses of a value such as linear(0.8,0.3,200). */
  private static final Pattern OUTER_COMMA = Pattern.compile(",(?![^(]*\\))");

  private DimensionText() {}

  /** Whether a text describes several values; otherwise it is one value. */
  static boolean isDimension(String text) {
    return text.contains("..") || text.startsWith("{") || text.startsWith(LOG);
  }

  /**
   * Reads a dimension.
   *
   * @param setting the hyper-parameter that it varies; whole numbers stay whole
   * @throws BadInputException if the text is no dimension, or not one for this hyper-parameter
   */
  static Dimension parse(Setting setting, String text) {
    if (text.startsWith("{")) {
      if (!text.endsWith("}")) {
        throw malformed(setting, text);
      }
      String inner = text.substring(1, text.length() - 1);
      return new Categorical(
          setting.name(), Arrays.stream(OUTER_COMMA.split(inner, -1)).map(String::strip).toList());
    }
    if (setting.kind() == Setting.Kind.WORDS && !isNumber(setting.standard())) {
      throw new BadInputException(
          "%s=%s is a range, but %s takes %s; write a choice such as %s={%s,...}"
              .formatted(
                  setting.name(),
                  text,
                  setting.name(),
                  setting.expected(),
                  setting.name(),
                  setting.standard()));
    }
    return range(setting, text);
  }

  /** A schedule that is a number by default takes numbers, as constants. */
  private static boolean isNumber(String standard) {
    try {
      return Double.isFinite(Double.parseDouble(standard));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static Range range(Setting setting, String text) {
    boolean log = text.startsWith(LOG);
    String bounds = log ? text.substring(LOG.length()) : text;
    int dots = bounds.indexOf("..");
    if (dots < 0) {
      throw malformed(setting, text);
    }
    double low;
    double high;
    try {
      low = Double.parseDouble(bounds.substring(0, dots).strip());
      high = Double.parseDouble(bounds.substring(dots + 2).strip());
    } catch (NumberFormatException e) {
      throw new BadInputException(message(setting, text), e);
    }
    return new Range(
        setting.name(),
        log ? Range.Scale.LOG : Range.Scale.LINEAR,
        setting.kind() == Setting.Kind.WHOLE ? Range.Steps.WHOLE : Range.Steps.CONTINUOUS,
        low,
        high);
  }

  private static BadInputException malformed(Setting setting, String text) {
    return new BadInputException(message(setting, text));
  }

  private static String message(Setting setting, String text) {
    String name = setting.name();
    return "%s=%s cannot be read; write %s=1..10, %s=log:1..1000 or %s={a,b}"
        .formatted(name, text, name, name, name);
  }
}
