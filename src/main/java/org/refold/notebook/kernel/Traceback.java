package org.refold.notebook.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.UnresolvedReferenceException;
import org.jspecify.annotations.Nullable;
import org.refold.settings.BadInputException;

/** Failures as lines for a person, with places given as cell and line. */
final class Traceback {

  private static final int MOST_FRAMES = 25;

  /** Frames of these tell how a cell is run, or where in the JDK it ended: not what went wrong. */
  private static final Pattern MACHINERY =
      Pattern.compile("(?:java|javax|jdk|sun|com\\.sun|org\\.refold\\.notebook\\.kernel)\\..*");

  /** Its message says all that a user can mend; where Refold noticed it is of no help. */
  private static final String BAD_INPUT = BadInputException.class.getName();

  /** The class in which JShell keeps a variable or declares a class of a cell. */
  private static final Pattern WRAPPER = Pattern.compile("REPL\\.\\$JShell\\$\\w+[.$]");

  private static final Pattern PACKAGES = Pattern.compile("\\b(?:[a-z][a-z0-9_]*\\.)+(?=[A-Z])");

  /** Some lines of the compiler end with one, which joins them to the next. */
  private static final Pattern LAST_SEMICOLON = Pattern.compile(";$");

  private Traceback() {}

  /** The lines for what a cell threw, as JShell translated it, with all its causes. */
  static List<String> of(Throwable translated, Map<String, CellSource> sources) {
    List<String> lines = new ArrayList<>();
    for (Throwable link : chain(translated)) {
      lines.add((lines.isEmpty() ? "" : "Caused by: ") + headline(link));
      addFrames(lines, link, sources);
    }
    return lines;
  }

  /** The lines for any other failure. */
  static List<String> of(Throwable failure) {
    List<String> lines = new ArrayList<>();
    if (failure instanceof CompileError error) {
      lines.add(String.valueOf(error.getMessage()));
      lines.addAll(error.details());
      return lines;
    }
    if (failure instanceof InterruptedException) {
      return List.of(String.valueOf(failure.getMessage()));
    }
    return of(failure, Map.of());
  }

  private static List<Throwable> chain(Throwable failure) {
    List<Throwable> links = new ArrayList<>();
    for (Throwable link = failure; link != null && !links.contains(link); link = link.getCause()) {
      links.add(link);
    }
    return links;
  }

  private static String headline(Throwable failure) {
    if (failure instanceof UnresolvedReferenceException unresolved) {
      return unresolved.getSnippet().source().lines().findFirst().orElse("")
          + " needs something that is not declared yet";
    }
    String name = className(failure);
    String message = failure.getMessage();
    if (name.equals(BAD_INPUT) && message != null) {
      return message;
    }
    String whole = message == null || message.isBlank() ? name : name + ": " + message;
    return WRAPPER.matcher(whole).replaceAll("");
  }

  private static String className(Throwable failure) {
    return failure instanceof EvalException evaluated
        ? evaluated.getExceptionClassName()
        : failure.getClass().getName();
  }

  private static void addFrames(
      List<String> lines, Throwable failure, Map<String, CellSource> sources) {
    boolean badInput = className(failure).equals(BAD_INPUT);
    List<String> frames =
        Stream.of(failure.getStackTrace())
            .filter(frame -> !MACHINERY.matcher(frame.getClassName()).matches())
            .filter(frame -> !badInput || sourceOf(frame, sources) != null)
            .map(frame -> frame(frame, sources))
            .toList();
    lines.addAll(frames.subList(0, Math.min(MOST_FRAMES, frames.size())));
    if (frames.size() > MOST_FRAMES) {
      lines.add(String.format(Locale.ROOT, "    ... %d more", frames.size() - MOST_FRAMES));
    }
  }

  private static String frame(StackTraceElement frame, Map<String, CellSource> sources) {
    CellSource source = sourceOf(frame, sources);
    if (source == null) {
      return "    at " + frame;
    }
    String method = frame.getMethodName().isEmpty() ? "" : " in " + frame.getMethodName();
    return "    at "
        + source.place(frame.getLineNumber())
        + method
        + ": "
        + source.line(frame.getLineNumber()).strip();
  }

  /** JShell gives the file of a cell's frame as # and the snippet's id. */
  private static @Nullable CellSource sourceOf(
      StackTraceElement frame, Map<String, CellSource> sources) {
    String file = frame.getFileName();
    return file != null && file.startsWith("#") ? sources.get(file.substring(1)) : null;
  }

  /** The compiler's findings about one statement, without packages; the first is the message. */
  static CompileError ofCompiler(CellSource statement, List<Diag> errors) {
    List<String> details = new ArrayList<>();
    String headline = "";
    for (Diag error : errors) {
      int at = (int) Math.max(0, Math.min(error.getPosition(), statement.text().length()));
      int line = 1 + (int) statement.text().substring(0, at).chars().filter(c -> c == '\n').count();
      int column = at - (statement.text().lastIndexOf('\n', at - 1) + 1);
      String message =
          error
              .getMessage(Locale.ROOT)
              .lines()
              .map(one -> LAST_SEMICOLON.matcher(one.strip()).replaceFirst(""))
              .collect(Collectors.joining("; "));
      String words = PACKAGES.matcher(message).replaceAll("");
      String finding = statement.place(line) + ": " + words;
      if (headline.isEmpty()) {
        headline = finding;
      } else {
        details.add(finding);
      }
      details.add("    " + statement.line(line));
      details.add("    " + " ".repeat(column) + "^");
    }
    return new CompileError(
        headline.isEmpty() ? statement.place(1) + ": refused" : headline, details);
  }
}
