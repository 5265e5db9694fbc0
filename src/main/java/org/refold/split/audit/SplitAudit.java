package org.refold.split.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a split consists of and how clean it is. Computed for every split, and kept in the result
 * file of whatever was measured on it.
 *
 * @param parts the sizes of the source (where there is one), of the training data and of each
 *     fold-in and fold-out
 * @param dropped what a filter left out, and why
 * @param findings one for each check, also where all is well
 */
public record SplitAudit(List<Part> parts, List<Dropped> dropped, List<Finding> findings) {

  /** How much a finding matters. */
  public enum Level {
    /** As it should be. */
    OK,
    /** Worth knowing; part of the protocol. */
    NOTE,
    /** Figures measured on this split need a word of caution. */
    WARN,
    /** Figures measured on this split would be wrong: it is not made. */
    REFUSE
  }

  /**
   * The size of a part.
   *
   * @param name which part
   * @param users users with at least one interaction
   * @param items items with at least one interaction
   * @param interactions how many interactions
   */
  public record Part(String name, int users, int items, int interactions) {}

  /**
   * What a filter left out.
   *
   * @param why the rule
   * @param users users that are gone altogether
   * @param interactions interactions that are gone
   */
  public record Dropped(String why, int users, int interactions) {}

  /**
   * The outcome of one check.
   *
   * @param level how much it matters
   * @param check the name of the check, such as {@code "test.cold-items"}
   * @param value what was counted, or a share between 0 and 1
   * @param text the same as a sentence
   */
  public record Finding(Level level, String check, double value, String text) {}

  /** Copies the lists. */
  public SplitAudit {
    parts = List.copyOf(parts);
    dropped = List.copyOf(dropped);
    findings = List.copyOf(findings);
  }

  /** The gravest level of all findings. */
  public Level level() {
    return findings.stream().map(Finding::level).max(Comparator.naturalOrder()).orElse(Level.OK);
  }

  /** The first finding that refuses the split. */
  public Optional<Finding> refusal() {
    return findings.stream().filter(finding -> finding.level() == Level.REFUSE).findFirst();
  }

  /** Such as {@code "; left out: 6 interactions (users without training data)"}; mostly empty. */
  public String leftOut() {
    String list =
        dropped.stream()
            .filter(drop -> drop.interactions() > 0)
            .map(d -> String.format(Locale.ROOT, "%d interactions (%s)", d.interactions(), d.why()))
            .collect(Collectors.joining(", "));
    return list.isEmpty() ? "" : "; left out: " + list;
  }

  /** The finding of a check, where that check was made. */
  public Optional<Finding> finding(String check) {
    return findings.stream().filter(finding -> finding.check().equals(check)).findFirst();
  }

  /** The part of a name, where there is one. */
  public Optional<Part> part(String name) {
    return parts.stream().filter(part -> part.name().equals(name)).findFirst();
  }

  /** For result files: maps, lists, texts and numbers only, always in the same order. */
  public Map<String, Object> asMap() {
    Map<String, Object> sizes = new LinkedHashMap<>();
    for (Part part : parts) {
      sizes.put(
          part.name(),
          ordered(
              "users", part.users(), "items", part.items(), "interactions", part.interactions()));
    }
    List<Object> drops = new ArrayList<>();
    for (Dropped drop : dropped) {
      drops.add(
          ordered("why", drop.why(), "users", drop.users(), "interactions", drop.interactions()));
    }
    Map<String, Object> checks = new LinkedHashMap<>();
    for (Finding finding : findings) {
      checks.put(
          finding.check(),
          ordered(
              "level",
              finding.level().name(),
              "value",
              number(finding.value()),
              "text",
              finding.text()));
    }
    return ordered("level", level().name(), "parts", sizes, "dropped", drops, "checks", checks);
  }

  private static Map<String, Object> ordered(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int k = 0; k < namesAndValues.length; k += 2) {
      map.put((String) namesAndValues[k], namesAndValues[k + 1]);
    }
    return map;
  }

  private static Number number(double value) {
    if (value == Math.rint(value)) {
      return (long) value;
    }
    return value;
  }

  /** For a person: a line for each part, each filter and each finding. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Part part : parts) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%-20s %,10d users %,9d items %,12d interactions",
              part.name(),
              part.users(),
              part.items(),
              part.interactions()));
    }
    for (Dropped drop : dropped) {
      lines.add(
          String.format(
              Locale.ROOT,
              "dropped              %,10d users %,15d interactions: %s",
              drop.users(),
              drop.interactions(),
              drop.why()));
    }
    for (Finding finding : findings) {
      lines.add(
          String.format(
              Locale.ROOT, "%-6s %s: %s", finding.level(), finding.check(), finding.text()));
    }
    return lines;
  }
}
