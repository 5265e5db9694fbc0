package org.refold.notebook.jupyter;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program to run to its end, or to the end of its time: then it and its children are killed. Its
 * input is empty and what it says is added to a log file, so it can neither ask nor block.
 *
 * @param words the program and its arguments
 * @param environment variables that it gets on top of ours
 * @param directory where it runs
 */
record Command(List<String> words, Map<String, String> environment, Path directory) {

  /** What the exit code says when the time was up. */
  static final int TIMED_OUT = 124;

  /** What the exit code says when there is no such program. */
  static final int NOT_FOUND = 127;

  Command {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }

  static Command of(Path directory, String... words) {
    return new Command(List.of(words), Map.of(), directory);
  }

  /** The same with one more variable. */
  Command with(String variable, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(variable, value);
    return new Command(words, more, directory);
  }

  /**
   * Runs it.
   *
   * @param limit the time it has
   * @param log the file that its output is added to
   * @return its exit code, or {@link #TIMED_OUT} or {@link #NOT_FOUND}
   * @throws StoppedException if this program is being ended; it was killed then
   * @throws IOException if the log cannot be written
   */
  int run(Duration limit, Path log) throws IOException {
    note(log, "$ " + String.join(" ", words));
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(nothing()))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      note(log, "cannot be started: " + e.getMessage());
      return NOT_FOUND;
    }
    return await(process, limit, log);
  }

  private static File nothing() {
    return new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
  }

  private static int await(Process process, Duration limit, Path log) throws IOException {
    Thread killer = new Thread(() -> kill(process));
    try {
      Runtime.getRuntime().addShutdownHook(killer);
    } catch (IllegalStateException e) { // the program ends already
      kill(process);
      throw new StoppedException(e);
    }
    try {
      if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
      note(log, "killed after " + limit.toSeconds() + " s");
      return TIMED_OUT;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return TIMED_OUT;
    } finally {
      kill(process);
      unhook(killer);
    }
  }

  private static void unhook(Thread killer) {
    try {
      Runtime.getRuntime().removeShutdownHook(killer);
    } catch (IllegalStateException shuttingDown) {
      throw new StoppedException(shuttingDown); // whatever it ended with comes of that
    }
  }

  private static void kill(Process process) {
    List<ProcessHandle> family = new ArrayList<>(process.descendants().toList());
    family.add(process.toHandle());
    family.forEach(ProcessHandle::destroyForcibly);
    family.forEach(Command::awaitEnd);
  }

  /** Killing only asks the system: the process is still there for a moment. */
  private static void awaitEnd(ProcessHandle killed) {
    try {
      killed.onExit().get(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // it will not die, and there is nothing more to be done about it
    }
  }

  private static void note(Path log, String line) throws IOException {
    Files.createDirectories(log.toAbsolutePath().getParent());
    Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
