package org.refold.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests that the table of promises in the README names are there. */
class PromisesTest {

  private static final Pattern TABLE = Pattern.compile("(?s)\\| promise \\| kept by \\|(.*?)\n\n");

  private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|IT))`");

  @Test
  void everyPromiseHasATest() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    List<String> rows =
        TABLE.matcher(readme).results().flatMap(table -> table.group(1).lines()).skip(2).toList();
    assertThat(rows).hasSizeGreaterThan(10);
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      List<String> tests =
          files.map(file -> file.getFileName().toString().replace(".java", "")).toList();
      for (String row : rows) {
        List<String> named = NAMED.matcher(row).results().map(found -> found.group(1)).toList();
        assertThat(named).as(row).isNotEmpty();
        assertThat(tests).as(row).containsAll(named);
      }
    }
  }
}
