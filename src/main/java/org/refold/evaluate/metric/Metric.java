package org.refold.evaluate.metric;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A number that says how good recommendations are. Metrics are values: two that agree in cut-off
 * and all conventions are equal.
 *
 * <p>Names follow one grammar, {@code base[@cutoff][(option=value,...)]}, and {@link Metrics#parse}
 * reads them back.
 */
public sealed interface Metric permits UserMetric, SystemMetric, RatingMetric {

  /** Which end of the scale one hopes for. */
  enum Better {
    /** More is better. */
    HIGHER,
    /** Less is better. */
    LOWER
  }

  /** The name without cut-off and options: {@code "ndcg"}. */
  String base();

  /** The length of the lists that are looked at; 0 for a metric that does not look at lists. */
  int cutoff();

  /** What is measured, in one line for a person. */
  String summary();

  /** Which end of the scale one hopes for. */
  Better better();

  /** The least that a figure can be, where intervals end; minus infinity where there is none. */
  default double least() {
    return Double.NEGATIVE_INFINITY;
  }

  /** The most that a figure can be, where intervals end; infinity where there is none. */
  default double largest() {
    return Double.POSITIVE_INFINITY;
  }

  /** Everything that other programs might do otherwise, in a fixed order. */
  List<Convention> conventions();

  /**
   * Which users have no value and are left out, beside those without a held-out item; empty where
   * none are.
   */
  default String leftOut() {
    return "";
  }

  /** The shortest name: conventions that are the standard ones are left out. */
  default String name() {
    return named(convention -> !convention.isStandard());
  }

  /** The name with all conventions. */
  default String fullName() {
    return named(convention -> true);
  }

  private String named(Predicate<Convention> shown) {
    String options =
        conventions().stream()
            .filter(shown)
            .map(Convention::text)
            .collect(Collectors.joining(",", "(", ")"));
    String place = cutoff() > 0 ? "@" + cutoff() : "";
    return base() + place + (options.equals("()") ? "" : options);
  }

  /** The metric spelled out in words, one line for what it is and one for each convention. */
  default String describe() {
    StringBuilder text = new StringBuilder(name()).append(": ").append(summary());
    for (Convention convention : conventions()) {
      text.append("\n  ").append(convention.text()).append(": ").append(convention.meaning());
    }
    if (!leftOut().isEmpty()) {
      text.append("\n  left out: ").append(leftOut());
    }
    return text.toString();
  }
}
