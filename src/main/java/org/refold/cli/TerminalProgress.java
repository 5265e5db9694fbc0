package org.refold.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.refold.settings.Progress;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A bar on the error stream for work of more than two seconds; nothing where the error stream is
 * not a terminal, so that logs stay readable. The bar goes when the work ends.
 */
final class TerminalProgress implements Progress {

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration BETWEEN_UPDATES = Duration.ofMillis(200);
  private static final int WIDTH = 24;

  private final PrintWriter terminal;
  private final InstantSource clock;
  private final Deque<Work> open = new ArrayDeque<>();

  private static final class Work {
    final String task;
    final long total;
    final long began;
    long done;
    long drawn;
    String note = "";

    Work(String task, long total, long now) {
      this.task = task;
      this.total = total;
      this.began = now;
      this.drawn = now + PATIENCE.toMillis() - BETWEEN_UPDATES.toMillis();
    }
  }

  TerminalProgress(PrintWriter terminal, InstantSource clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  /** A bar for a command; only notes where the error stream is no terminal. */
  static Progress of(CommandSpec spec) {
    boolean seen = Boolean.getBoolean("refold.terminal"); // set by the launcher
    PrintWriter err = spec.commandLine().getErr();
    return seen ? new TerminalProgress(err, InstantSource.system()) : new Notes(err);
  }

  /** Shows notes and no bars. */
  private record Notes(PrintWriter terminal) implements Progress {
    @Override
    public void begin(String task, long total) {}

    @Override
    public void advance(long steps, String note) {}

    @Override
    public void note(String line) {
      terminal.println("note: " + line);
      terminal.flush();
    }

    @Override
    public void end() {}
  }

  @Override
  public void begin(String task, long total) {
    open.push(new Work(task, total, clock.millis()));
  }

  @Override
  public void advance(long steps, String note) {
    Work work = open.peek();
    if (work == null) {
      throw new IllegalStateException("advance before begin");
    }
    work.done += steps;
    work.note = note.isBlank() ? work.note : note;
    long now = clock.millis();
    if (now - work.drawn >= BETWEEN_UPDATES.toMillis()) {
      work.drawn = now;
      terminal.print("\r\u001b[K" + line(work, now));
      terminal.flush();
    }
  }

  @Override
  public void note(String line) {
    terminal.print("\r\u001b[K");
    new Notes(terminal).note(line);
  }

  @Override
  public void end() {
    Work work = open.poll();
    if (work != null && clock.millis() - work.began >= PATIENCE.toMillis()) {
      terminal.print("\r\u001b[K");
      terminal.flush();
    }
  }

  private static String line(Work work, long now) {
    if (work.total <= 0) {
      return String.format(Locale.ROOT, "%s: %,d %s", work.task, work.done, work.note);
    }
    double share = Math.min(1, (double) work.done / work.total);
    int filled = (int) (share * WIDTH);
    long left = share == 0 ? 0 : Math.round((now - work.began) / share * (1 - share) / 1000);
    return String.format(
        Locale.ROOT,
        "%s [%s%s] %,d/%,d, %d:%02d left %s",
        work.task,
        "#".repeat(filled),
        ".".repeat(WIDTH - filled),
        work.done,
        work.total,
        left / 60,
        left % 60,
        work.note);
  }
}
