package org.refold.cli;

import java.io.PrintWriter;
import java.util.List;
import org.refold.study.plan.Forecast;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Whether a command only says what it would do. */
final class DryRunOption {

  private static final String NAME = "--dry-run";

  @Option(
      names = NAME,
      description = {
        "checks everything and forecasts time, memory and disk, but fits nothing and writes",
        "nothing"
      })
  private boolean asked;

  boolean isAsked() {
    return asked;
  }

  /**
   * Says a forecast, and what to type next.
   *
   * @return the exit code: whether there is room for it
   */
  static int say(CommandSpec spec, Forecast forecast) {
    PrintWriter terminal = spec.commandLine().getOut();
    terminal.println(forecast);
    terminal.println("next: " + command(spec, List.of()));
    return forecast.isTooLarge() ? CommandFailures.BAD_INPUT : 0;
  }

  /** What to type next: the same command without some options. */
  static String command(CommandSpec spec, List<String> without) {
    CommandSpec root = spec.root();
    StringBuilder command = new StringBuilder("./").append(root.name());
    for (String word : root.commandLine().getParseResult().originalArgs()) {
      if (!word.equals(NAME) && !without.contains(word)) {
        command.append(' ').append(quoted(word));
      }
    }
    return command.toString();
  }

  private static String quoted(String word) {
    return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
