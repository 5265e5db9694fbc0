package org.refold.split.protocol;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A splitter for a page of help.
 *
 * @param name what its specification begins with
 * @param summary one line
 * @param options its options, in the order of a specification; none where a path follows the name
 */
public record SplitterHelp(String name, String summary, List<Option> options) {

  /**
   * One option.
   *
   * @param name the name before the equals sign
   * @param standard the value where none is given
   * @param summary what it does, and what values it takes
   */
  public record Option(String name, String standard, String summary) {}

  /** Copies the list. */
  public SplitterHelp {
    options = List.copyOf(options);
  }

  /** The specification with all defaults, such as {@code kfold:k=5,fold=all,validation=0}. */
  public String usage() {
    if (options.isEmpty()) {
      return name;
    }
    return name
        + ":"
        + options.stream()
            .map(option -> option.name() + "=" + option.standard())
            .collect(Collectors.joining(","));
  }
}
