package org.refold.report.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.refold.study.Arm;

/**
 * The arms of a study that differ only in the levels of factors: a line in a figure. A baseline is
 * a line of its own.
 *
 * @param label what the arms have in common of their labels
 * @param factors the names of the factors they differ in; empty for a baseline
 * @param arms in the order of the study
 */
record ArmLine(String label, Set<String> factors, List<Arm> arms) {

  /** The lines of some arms, in the order of their first arms. */
  static List<ArmLine> of(List<Arm> arms) {
    Map<List<Object>, List<Arm>> groups = new LinkedHashMap<>();
    for (Arm arm : arms) {
      List<Object> key = List.of(common(arm), arm.model(), arm.levels().keySet());
      groups.computeIfAbsent(key, any -> new ArrayList<>()).add(arm);
    }
    return groups.values().stream()
        .map(own -> new ArmLine(common(own.get(0)), own.get(0).levels().keySet(), own))
        .toList();
  }

  /** The label of an arm without its levels, where it ends in them. */
  private static String common(Arm arm) {
    String levels = levels(arm);
    String label = arm.label();
    return !levels.isEmpty() && label.endsWith(" " + levels)
        ? label.substring(0, label.length() - levels.length() - 1)
        : label;
  }

  private static String levels(Arm arm) {
    return arm.levels().entrySet().stream()
        .map(level -> level.getKey() + "=" + level.getValue())
        .collect(Collectors.joining(", "));
  }

  /** What an arm is called where the line and its {@linkplain #heading factors} are known. */
  static String within(Arm arm) {
    return arm.isBaseline() ? arm.label() : String.join(", ", arm.levels().values());
  }

  /** The factors, in the order in which {@link #within} has their levels. */
  String heading() {
    return String.join(", ", factors);
  }

  /** What an arm is called beside those of other lines that vary the same factors. */
  String named(Arm arm) {
    return isBaseline() ? label : label + " " + within(arm);
  }

  /** Whether it has no factor. */
  boolean isBaseline() {
    return factors.isEmpty();
  }

  /** The arm with these levels. */
  Optional<Arm> at(Map<String, String> levels) {
    return arms.stream().filter(arm -> arm.levels().equals(levels)).findFirst();
  }
}
