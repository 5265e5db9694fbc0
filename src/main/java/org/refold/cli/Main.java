package org.refold.cli;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code refold}: one subcommand per class of this package. */
@Command(
    name = "refold",
    mixinStandardHelpOptions = true,
    version = "Refold 0.1.0",
    description =
        "A workbench for autoencoder recommenders: fold a history in, score what was held out.",
    subcommands = {
      QuickstartCommand.class,
      DataCommand.class,
      SplitCommand.class,
      EvaluateCommand.class,
      FitCommand.class,
      ScoreCommand.class,
      CompareCommand.class,
      RecommendCommand.class,
      ServeCommand.class,
      QuantiseCommand.class,
      ExportCommand.class,
      AblateCommand.class,
      TuneCommand.class,
      ReportCommand.class,
      StudyCommand.class,
      ReplayCommand.class,
      ModelsCommand.class,
      MetricsCommand.class,
      NotebookCommand.class,
      KernelCommand.class,
      BenchCommand.class,
      DoctorCommand.class,
      HelpCommand.class
    })
public final class Main implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    restoreErrors();
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(out, err, args));
  }

  /**
   * Java announces an incubator module on the error stream before anything of ours runs. The
   * launcher sends that to a file, keeps the real stream under another number, and names it here.
   */
  private static void restoreErrors() {
    Integer kept = Integer.getInteger("refold.errors");
    if (kept != null) {
      Function.getFunction(Platform.C_LIBRARY_NAME, "dup2").invokeInt(new Object[] {kept, 2});
    }
  }

  /**
   * Runs one command.
   *
   * @param out where results go
   * @param err where progress and complaints go
   * @param args what was typed
   * @return the exit code
   */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandFailures failures = new CommandFailures();
    CommandLine command =
        new CommandLine(new Main())
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler(failures)
            .setExecutionExceptionHandler(failures)
            .setExecutionStrategy(Main::execute);
    try {
      return command.execute(args);
    } catch (Error e) {
      return CommandFailures.error(e, err);
    }
  }

  /** What is not known is said although help was asked for: that would be of another command. */
  private static int execute(ParseResult parsed) {
    for (CommandLine command : parsed.asCommandLineList()) {
      List<String> unknown = command.getParseResult().unmatched();
      if (!unknown.isEmpty()) {
        throw new UnmatchedArgumentException(command, unknown);
      }
    }
    return new RunLast().execute(parsed);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
