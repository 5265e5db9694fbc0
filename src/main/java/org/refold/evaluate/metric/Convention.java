package org.refold.evaluate.metric;

import org.refold.settings.Choice;
import org.refold.settings.Spec;
import org.refold.settings.Tokens;

/**
 * One convention that a metric has fixed.
 *
 * @param option its name, as in {@code "ideal"} of {@code ndcg@10(ideal=fixed)}
 * @param value what was chosen, as written in the name of a metric
 * @param standard what is chosen where a name does not say
 * @param allowed what can be chosen, for a person: {@code "min, relevant"}
 * @param meaning the chosen value in words
 */
public record Convention(
    String option, String value, String standard, String allowed, String meaning) {

  /** A convention fixed by one of an enum's constants. */
  static <C extends Enum<C> & Choice> Convention of(String option, C value, C standard) {
    return new Convention(
        option,
        value.token(),
        standard.token(),
        String.join(", ", Tokens.all(standard.getDeclaringClass())),
        value.meaning());
  }

  /** A convention fixed by a number. */
  static Convention of(
      String option, double value, double standard, String allowed, String meaning) {
    return new Convention(option, Spec.number(value), Spec.number(standard), allowed, meaning);
  }

  /** Whether the name of a metric may leave this convention out. */
  public boolean isStandard() {
    return value.equals(standard);
  }

  /** As written in the name of a metric: {@code "ideal=fixed"}. */
  String text() {
    return option + "=" + value;
  }
}
