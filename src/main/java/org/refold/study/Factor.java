package org.refold.study;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.refold.settings.BadInputException;
import org.refold.settings.Options;

/**
 * What a study varies: one hyper-parameter, at some levels.
 *
 * @param name what figures and tables call it, such as {@code "mask ratio"}
 * @param setting the hyper-parameter it sets, such as {@code "dropout"}
 * @param levels the values as text, in the order of figures
 */
public record Factor(String name, String setting, List<String> levels) {

  /**
   * @throws BadInputException if a name is missing, there is no level, or one stands twice
   */
  public Factor {
    levels = List.copyOf(levels);
    if (name.isBlank() || setting.isBlank()) {
      throw new BadInputException(
          "a factor has no name; write the hyper-parameter and its levels, as in dropout=0,0.5");
    }
    if (levels.isEmpty() || levels.stream().anyMatch(String::isBlank)) {
      throw new BadInputException(
          "the factor '%s' has an empty level; write its levels by commas, as in %s=0,0.5"
              .formatted(name, setting));
    }
    Set<String> seen = new HashSet<>();
    for (String level : levels) {
      if (!seen.add(level)) {
        throw new BadInputException(
            "the factor '%s' has the level %s twice; name each level once".formatted(name, level));
      }
    }
  }

  /** A factor by the name of its hyper-parameter; levels may be numbers, enums or text. */
  public static Factor of(String setting, Object... levels) {
    return new Factor(setting, setting, List.of(levels).stream().map(String::valueOf).toList());
  }

  /**
   * Reads a factor.
   *
   * @param text {@code setting=level,level,...}; commas inside brackets do not separate
   * @throws BadInputException if it does not read like that
   */
  public static Factor parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new BadInputException(
          "'%s' does not read as a factor; write the hyper-parameter and its levels, as in"
                  .formatted(text)
              + " dropout=0,0.25,0.5");
    }
    String setting = text.substring(0, equals).strip();
    return new Factor(setting, setting, Options.split(text.substring(equals + 1)));
  }

  /** The same under another name in figures. */
  public Factor named(String newName) {
    return new Factor(newName, setting, levels);
  }

  @Override
  public String toString() {
    return setting + "=" + String.join(",", levels);
  }
}
