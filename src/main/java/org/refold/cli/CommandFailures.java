package org.refold.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.refold.kernel.MemoryForecast;
import org.refold.notebook.jupyter.StoppedException;
import org.refold.settings.BadInputException;
import org.refold.settings.Places;
import org.refold.settings.Suggestions;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever goes wrong into one line and an exit code. */
final class CommandFailures implements IParameterExceptionHandler, IExecutionExceptionHandler {

  static final int BAD_INPUT = 2;
  static final int OUR_FAULT = 1;

  /** As a program that Ctrl-C has ended. */
  private static final int INTERRUPTED = 130;

  /** {@code replay} found a difference. */
  static final int DIFFERENT = 3;

  @Override
  public int handleParseException(ParameterException problem, String[] args) {
    CommandLine command = problem.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    say(command.getErr(), oneLine(problem) + "; `" + name + " --help` shows what it takes");
    return BAD_INPUT;
  }

  private static String oneLine(ParameterException problem) {
    String message = String.valueOf(problem.getMessage());
    if (problem instanceof UnmatchedArgumentException unmatched) {
      message = "'" + String.join(" ", unmatched.getUnmatched()) + "' is not known here";
      message += meant(unmatched);
    } else if (problem instanceof MissingParameterException) {
      message = message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    } else if (problem instanceof OverwrittenOptionException twice
        && twice.getOverwritten() instanceof OptionSpec option) {
      message = "%s is given twice, but takes one value".formatted(option.longestName());
      message += several(option.longestName(), problem.getCommandLine().getCommandSpec());
    } else if (problem instanceof MutuallyExclusiveArgsException && message.contains("--user")) {
      message += inThePath(problem.getCommandLine().getCommandSpec(), "--user");
    }
    return message.lines().findFirst().orElse("these arguments cannot be read");
  }

  /** What takes several, where one option does not. */
  private static String several(String option, CommandSpec command) {
    boolean studies = command.optionsMap().containsKey("--name");
    if (option.equals("--model")) {
      return studies ? "; further models are --baseline" : "; `refold ablate` compares models";
    }
    return studies && (option.equals("--data") || option.equals("--split"))
        ? "; run one study for each, then `refold report A B --out DIR` sets them side by side"
        : "";
  }

  /** Where a command that only reads titles takes what is said of the columns of a file. */
  private static String inThePath(CommandSpec command, String option) {
    Map<String, OptionSpec> known = command.optionsMap();
    Set<String> columns =
        CommandSpec.forAnnotatedObject(new ReadingOptions()).optionsMap().keySet();
    return columns.contains(option) && known.containsKey("--data") && !known.containsKey("--item")
        ? "; how a file is read stands in its path here, as in --data"
            + " FILE:user=COLUMN,item=COLUMN,title=COLUMN"
        : "";
  }

  /** The command of a group, the nearest option where one is unknown, or what picocli guesses. */
  private static String meant(UnmatchedArgumentException unmatched) {
    String first = unmatched.getUnmatched().get(0);
    List<String> near = unmatched.getSuggestions();
    CommandSpec command = unmatched.getCommandLine().getCommandSpec();
    List<String> deeper =
        command.subcommands().entrySet().stream()
            .filter(group -> group.getValue().getSubcommands().containsKey(first))
            .map(group -> group.getKey() + " " + first)
            .toList();
    Object asked = command.userObject();
    if (asked instanceof NotebookCommand.Lab) {
      return "; what JupyterLab is to be told stands behind --, as in `refold notebook lab -- %s`"
          .formatted(String.join(" ", unmatched.getUnmatched()));
    }
    if (asked instanceof StudyCommand && first.equals("--status")) {
      return "; it is what `refold study NAME` says by itself";
    }
    if (!deeper.isEmpty()) {
      near = deeper; // such as lab, which is notebook lab
    } else if (first.startsWith("-")) {
      String name = first.replaceFirst("=.*", "");
      String elsewhere = inThePath(command, name);
      if (!elsewhere.isEmpty()) {
        return elsewhere;
      }
      near = Suggestions.of(name, command.optionsMap().keySet()).stream().toList();
    }
    return near.isEmpty() ? "" : ", did you mean " + String.join(" or ", near) + "?";
  }

  /**
   * Errors of the machine: one line with what can be done, as picocli catches exceptions only.
   *
   * @return the exit code
   */
  static int error(Error problem, PrintWriter err) {
    if (problem instanceof OutOfMemoryError) {
      say(
          err,
          String.format(
              Locale.ROOT,
              "out of memory (%s): the heap is limited to %s; allow more with REFOLD_HEAP, such as"
                  + " REFOLD_HEAP=%dg ./refold, or take fewer items, a smaller batchSize or fewer"
                  + " --trials-at-once",
              problem.getMessage(),
              MemoryForecast.readable(Runtime.getRuntime().maxMemory()),
              Math.max(2, Runtime.getRuntime().maxMemory() >> 29)));
    } else if (problem instanceof LinkageError) {
      say(
          err,
          "a library of this machine cannot be loaded (%s); `refold doctor` shows the libraries"
              .formatted(problem.getMessage()));
    } else {
      say(err, "this should not have happened: " + problem);
    }
    trace(problem, err);
    return OUR_FAULT;
  }

  private static void trace(Throwable problem, PrintWriter err) {
    if (System.getenv("REFOLD_DEBUG") != null) {
      problem.printStackTrace(err);
    } else {
      err.println("set REFOLD_DEBUG=1 to see where");
    }
    err.flush();
  }

  @Override
  public int handleExecutionException(
      Exception problem, CommandLine command, ParseResult parseResult) {
    PrintWriter err = command.getErr();
    if (problem instanceof BadInputException) {
      say(err, problem.getMessage());
      return BAD_INPUT;
    }
    if (problem instanceof StoppedException) {
      return INTERRUPTED;
    }
    if (problem instanceof IOException io) {
      say(
          err,
          "a file could not be read or written: %s; make room or permit it, or name another place"
              .formatted(Places.reason(io)));
    } else if (problem instanceof UncheckedIOException unchecked) {
      say(err, "a file could not be read or written: " + unchecked.getMessage());
    } else {
      say(err, "this should not have happened: " + problem);
    }
    trace(problem, err);
    return OUR_FAULT;
  }

  private static void say(PrintWriter err, @Nullable String message) {
    err.println("refold: " + message);
    err.flush();
  }
}
