package org.refold.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.refold.settings.BadInputException;
import picocli.CommandLine.Option;

/** Hyper-parameters that are given by hand. */
final class SetOption {

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "a hyper-parameter; what is not set keeps the default of its paper")
  private List<String> given = new ArrayList<>();

  /**
   * The values by name.
   *
   * @throws BadInputException if one has no value, or a name is given twice
   */
  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String one : given) {
      int equals = one.indexOf('=');
      if (equals < 1) {
        throw new BadInputException(
            "--set %s has no value; write NAME=VALUE, such as epochs=50".formatted(one));
      }
      String name = one.substring(0, equals).strip();
      String value = one.substring(equals + 1).strip();
      String before = settings.put(name, value);
      if (before != null) {
        throw new BadInputException(
            "--set gives %s twice, %s and %s; leave out one of them"
                .formatted(name, before, value));
      }
    }
    return settings;
  }
}
