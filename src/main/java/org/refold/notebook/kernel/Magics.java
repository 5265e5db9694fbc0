package org.refold.notebook.kernel;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of cells that are no Java. Those of IJava and JJava that notebooks begin with work here
 * too, before the Java of their cell; of others the kernel says what to write instead.
 */
final class Magics {

  private static final Pattern LINE = Pattern.compile("(%{1,2}[A-Za-z]\\w*|!)[ \\t]*(.*)");
  private static final Pattern COMMENT_AT_END = Pattern.compile("//[^\"]*$");

  /** What magics act on. */
  interface Session {

    /** Lets later code see the classes of a jar or a folder. */
    void addToClassPath(Path place);

    /**
     * Runs Java as if it stood in a cell.
     *
     * @throws Exception whatever it throws
     */
    void runFile(String code) throws Exception;
  }

  private final Session session;

  Magics(Session session) {
    this.session = session;
  }

  /** Whether the cell wants to know how long it takes. */
  static boolean isTimed(String code) {
    return code.stripLeading().startsWith("%%time");
  }

  /** The line that tells it. */
  static String timed(Duration took) {
    return String.format(Locale.ROOT, "%.3f s", took.toNanos() / 1e9);
  }

  /**
   * Does what the magic lines of a cell say. Where a statement goes on, and inside a text block, a
   * line is Java whatever it begins with.
   *
   * @param cell its execution count, for messages
   * @return the cell with blank lines in their place
   * @throws CompileError if a magic is none of ours, or names something that is not there
   * @throws Exception whatever a loaded file throws
   */
  String apply(int cell, String code) throws Exception {
    List<String> lines = new ArrayList<>(code.lines().toList());
    boolean between = true;
    boolean block = false;
    for (int k = 0; k < lines.size(); k++) {
      String line = lines.get(k).strip();
      Matcher magic = LINE.matcher(line);
      if (between && !block && magic.matches()) {
        run("cell " + cell + ", line " + (k + 1), line, magic.group(1), magic.group(2));
        lines.set(k, "");
        continue;
      }
      block ^= (line.length() - line.replace("\"\"\"", "").length()) / 3 % 2 == 1;
      String java = COMMENT_AT_END.matcher(line).replaceFirst("").strip();
      if (!java.isEmpty()) {
        between = java.endsWith(";") || java.endsWith("}");
      }
    }
    return String.join("\n", lines);
  }

  private void run(String where, String line, String magic, String argument) throws Exception {
    switch (magic) {
      case "%jars", "%classpath" -> places(where, line, argument).forEach(session::addToClassPath);
      case "%maven" -> MavenJars.of(where, argument).forEach(session::addToClassPath);
      case "%load" -> session.runFile(Files.readString(places(where, line, argument).get(0)));
      case "%%time" -> {
        if (!argument.isEmpty()) {
          throw refused(where, line, "put the code on the lines below it");
        }
      }
      case "%time" ->
          throw refused(
              where, line, "write %%time on the first line of the cell, and the code below it");
      case "!" -> throw refused(where, line, "the kernel runs Java, no shell; use a terminal");
      case "%%html" ->
          throw refused(where, line, "write display(\"<b>...</b>\", \"text/html\") instead");
      default ->
          throw refused(
              where,
              line,
              "it has %jars, %classpath, %maven, %load and %%time; Refold and its libraries are on"
                  + " the class path already, so most notebooks need none");
    }
  }

  private static CompileError refused(String where, String line, String why) {
    return new CompileError(where + ": this kernel has no " + line + "; " + why, List.of(line));
  }

  /** The files that a line names, by blanks; a star stands for any part of a file's name. */
  private static List<Path> places(String where, String line, String argument) throws CompileError {
    List<Path> found = new ArrayList<>();
    for (String word : argument.split("\\s+", -1)) {
      found.addAll(matching(word));
    }
    if (found.isEmpty()) {
      throw new CompileError(
          where
              + ": "
              + (argument.isEmpty() ? "no file is named" : "there is no " + argument)
              + "; paths are relative to "
              + Path.of("").toAbsolutePath(),
          List.of(line));
    }
    return found;
  }

  private static List<Path> matching(String word) {
    List<Path> found = new ArrayList<>();
    try {
      if (word.contains("*")) {
        int slash = word.lastIndexOf('/') + 1;
        Path folder = Path.of(slash == 0 ? "." : word.substring(0, slash));
        try (DirectoryStream<Path> files =
            Files.newDirectoryStream(folder, word.substring(slash))) {
          files.forEach(found::add);
        }
      } else if (!word.isEmpty() && Files.exists(Path.of(word))) {
        found.add(Path.of(word));
      }
    } catch (InvalidPathException | IOException notThere) {
      return List.of();
    }
    found.sort(null);
    return found;
  }
}
