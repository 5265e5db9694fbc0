package org.refold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What {@code --help} shows. */
class CommandHelpTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int refold(List<String> words) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    String[] typed = words.toArray(String[]::new);
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), typed);
  }

  /** The words of every command, groups included. */
  private static List<List<String>> commands(CommandLine command, List<String> words) {
    List<List<String>> all = new ArrayList<>();
    command
        .getSubcommands()
        .forEach(
            (name, sub) -> {
              List<String> longer = new ArrayList<>(words);
              longer.add(name);
              all.add(longer);
              all.addAll(commands(sub, longer));
            });
    return all;
  }

  @Test
  void everyCommandShowsItsOwn() {
    List<List<String>> commands = commands(new CommandLine(new Main()), List.of());
    assertThat(commands).contains(List.of("ablate"), List.of("notebook", "lab"));
    for (List<String> command : commands) {
      List<String> words = new ArrayList<>(command);
      words.add("--help");
      assertThat(refold(words)).as("%s", words).isZero();
      assertThat(out.toString().lines())
          .anyMatch(line -> line.startsWith("Usage: refold " + String.join(" ", command)));
      assertThat(err.toString()).isEmpty();
    }
  }

  @Test
  void whatIsNoCommandHasNone() {
    assertThat(refold(List.of("lab", "--help"))).isEqualTo(CommandFailures.BAD_INPUT);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .startsWith("refold: 'lab' is not known here, did you mean notebook lab?");
    assertThat(refold(List.of("notebook", "lab", "--allow-root")))
        .isEqualTo(CommandFailures.BAD_INPUT);
    assertThat(err.toString()).contains("behind --, as in `refold notebook lab -- --allow-root`");
    assertThat(refold(List.of("notebook", "ablat", "--help"))).isEqualTo(CommandFailures.BAD_INPUT);
    assertThat(err.toString()).contains("'ablat'", "`refold notebook --help`");
  }
}
