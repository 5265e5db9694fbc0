package org.refold.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.refold.study.Small;

/** Studies of several processes, file by file. */
final class SameResults {

  /** What a result says of the process that made it. */
  private static final String OF_PROCESS =
      "(?m)^ *\"(threads|heap limit|processors)\" : \"[^\"]*\",?\n";

  private SameResults() {}

  /** Requires the same text and numbers to the last digit. */
  static void check(Path there, Path here, int atLeast) {
    Map<String, String> expected = content(here);
    assertThat(expected).hasSizeGreaterThan(atLeast);
    assertThat(content(there)).isEqualTo(expected);
  }

  private static Map<String, String> content(Path folder) {
    Map<String, String> content = Small.content(folder);
    content.replaceAll((name, text) -> text.replaceAll(OF_PROCESS, ""));
    return content;
  }
}
