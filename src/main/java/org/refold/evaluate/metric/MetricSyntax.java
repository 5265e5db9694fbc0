package org.refold.evaluate.metric;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.refold.settings.BadInputException;
import org.refold.settings.Options;

/**
 * The parts of the written form of one metric: {@code base[@cutoff][(option=value,...)]}. Blanks do
 * not count, nor does upper case.
 *
 * @param text the whole, as given
 * @param base the name before cut-off and options
 * @param cutoff the number after the {@code @}
 * @param options what stands in brackets, in the order given
 */
public record MetricSyntax(String text, String base, OptionalInt cutoff, Options options) {

  private static final Pattern SHAPE =
      Pattern.compile("([\\p{Alpha}][\\w-]*)(?:@([0-9]+))?(?:\\(([^()]*)\\))?");

  /**
   * Reads one metric.
   *
   * @throws BadInputException if the text does not have the form of a metric
   */
  static MetricSyntax of(String text) {
    String plain = text.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
    Matcher matcher = SHAPE.matcher(plain);
    if (!matcher.matches()) {
      throw new BadInputException(
          "'%s' does not read as a metric; write name@cutoff or name@cutoff(option=value), as in"
                  .formatted(text.strip())
              + " ndcg@100 or recall@20(denominator=relevant)");
    }
    OptionalInt cutoff =
        matcher.group(2) == null
            ? OptionalInt.empty()
            : OptionalInt.of(number(text, matcher.group(2)));
    String options = matcher.group(3) == null ? "" : matcher.group(3);
    String owner = "metric '%s'".formatted(text.strip());
    return new MetricSyntax(text.strip(), matcher.group(1), cutoff, Options.parse(owner, options));
  }

  private static int number(String text, String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw new BadInputException(
          "the cut-off %s of '%s' is too large".formatted(digits, text.strip()), e);
    }
  }
}
