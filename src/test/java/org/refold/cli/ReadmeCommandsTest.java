package org.refold.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * The commands that the pages of the repository show: all can be typed, and those that fit a model
 * on MovieLens-1M run, on made-up data and with little training.
 */
class ReadmeCommandsTest {

  /** One for all commands: what one writes another reads. */
  @TempDir static Path folder;

  private static final List<String> PAGES =
      List.of("README.md", "CONTRIBUTING.md", "results/README.md", "notebooks/README.md");

  /** In a block, with its continuations, or in a paragraph, with arguments. */
  private static final Pattern COMMAND =
      Pattern.compile(
          "(?m)^\\./refold ((?:[^\\n]*\\\\\\n)*[^\\n]*)|`\\./refold ([^`\\s]+\\s[^`]+)`");

  private static final Pattern COMMENT = Pattern.compile("\\s#.*");

  static List<String> commands() throws IOException {
    List<String> commands = new ArrayList<>();
    for (String page : PAGES) {
      COMMAND
          .matcher(Files.readString(Path.of(page)))
          .results()
          .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
          .map(line -> COMMENT.matcher(line).replaceAll("").replaceAll("[\\\\\\s]+", " ").strip())
          .map(line -> line.replace("'", "")) // as the shell does
          .forEach(commands::add);
    }
    assertThat(commands).hasSizeGreaterThan(15);
    return commands;
  }

  static Stream<String> fits() throws IOException {
    return commands().stream()
        .filter(line -> line.matches("(evaluate|ablate|tune|bench) .*--data ml-1m.*"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void canBeTyped(String line) {
    assertThatCode(
            () ->
                new CommandLine(new Main())
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .parseArgs(line.split(" ")))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("fits")
  void runs(String line) {
    String small =
        line.replaceAll(
                "(--save|--from|--write-config|--predictions|--out) (\\S+)", "$1 " + folder + "/$2")
            .replace("--data ml-1m", "--data synthetic:users=2000,items=800,interactions=80000")
            .replaceAll("epochs=\\d+", "epochs=1")
            .replaceAll("--(fits|tune) \\d+", "--$1 1")
            .replaceAll("--seeds \\d+", "--seeds 1")
            .replaceAll("--seconds \\d+", "--seconds 1 --warm-up 0");
    List<String> words = new ArrayList<>(List.of(small.split(" ")));
    if (small.startsWith("ablate") || small.startsWith("tune")) {
      words.addAll(List.of("--results", folder.toString()));
    }
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.run(
            new PrintWriter(out, true), new PrintWriter(err, true), words.toArray(String[]::new));
    assertThat(code).as(err.toString()).isZero();
    assertThat(out.toString()).isNotBlank();
  }
}
