package org.refold.evaluate.metric;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.refold.settings.BadInputException;
import org.refold.settings.Choice;
import org.refold.settings.Suggestions;




/** The options of a metric being read: each is asked for once, what is left over is unknown. */
final class MetricOptions {

  private final String text;
  private final Map<String, String> given;

  MetricOptions(MetricSyntax syntax) {
    this.text = syntax.text();
    this.given = new LinkedHashMap<>(syntax.options());
  }

  /** The choice that was given for an option, or the standard one. */
  <C extends Enum<C> & Choice> C choice(String option, C standard) {
    String value = given.remove(option);
    if (value == null) {
      return standard;
    }
    List<C> all = Arrays.asList(standard.getDeclaringClass().getEnumConstants());
    return all.stream()
        .filter(choice -> choice.token().equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "'%s' is no value for %s in '%s'; %s"
                        .formatted(
                            value,
                            option,
                            text,
                            Suggestions.hint(value, all.stream().map(Choice::token).toList()))));
  }

  /** The number that was given for an option, or the standard one. */
  double number(String option, double standard) {
    String value = given.remove(option);
    if (value == null) {
      return standard;
    }
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new BadInputException(
          "'%s' is no number for %s in '%s'; write a number, as in %s=%s"
              .formatted(value, option, text, option, standard),
          e);
    }
  }

  /**
   * Refuses what nobody has asked for.
   *
   * @param metric what was read
   */
  void refuseRest(Metric metric) {
    if (given.isEmpty()) {
      return;
    }
    String unknown = given.keySet().iterator().next();
    List<String> known = metric.conventions().stream().map(Convention::option).toList();
    throw new BadInputException(
        "'%s' in '%s' is no option of %s; %s"
            .formatted(unknown, text, metric.base(), Suggestions.hint(unknown, known)));
  }
}
