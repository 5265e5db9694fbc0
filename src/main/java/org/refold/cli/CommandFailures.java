package org.refold.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.refold.settings.BadInputException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever goes wrong into one line and an exit code. */
final class CommandFailures implements IParameterExceptionHandler, IExecutionExceptionHandler {

  static final int BAD_INPUT = 2;
  static final int OUR_FAULT = 1;

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
      if (!unmatched.getSuggestions().isEmpty()) {
        message += ", did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?";
      }
    } else if (problem instanceof MissingParameterException) {
      message = message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }
    return message.lines().findFirst().orElse("these arguments cannot be read");
  }

  @Override
  public int handleExecutionException(
      Exception problem, CommandLine command, ParseResult parseResult) {
    PrintWriter err = command.getErr();
    if (problem instanceof BadInputException) {
      say(err, problem.getMessage());
      return BAD_INPUT;
    }
    if (problem instanceof IOException || problem instanceof UncheckedIOException) {
      say(err, "a file could not be read or written: " + problem.getMessage());
    } else {
      say(err, "this should not have happened: " + problem);
    }
    if (System.getenv("REFOLD_DEBUG") != null) {
      problem.printStackTrace(err);
    } else {
      err.println("set REFOLD_DEBUG=1 to see where");
    }
    err.flush();
    return OUR_FAULT;
  }

  private static void say(PrintWriter err, @Nullable String message) {
    err.println("refold: " + message);
    err.flush();
  }
}
