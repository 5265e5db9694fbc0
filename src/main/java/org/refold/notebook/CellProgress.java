package org.refold.notebook;

import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.refold.notebook.ProgressBar.State;
import org.refold.settings.Progress;

/**
 * Progress as one line of a cell's output that is rewritten at most five times a second; its last
 * state stays. Without a kernel: one line of text every two seconds, and one at the end. Work
 * inside work has a line of its own.
 */
public final class CellProgress implements Progress {

  private static final Duration BETWEEN_UPDATES = Duration.ofMillis(200);
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(2);

  private final Optional<CellOutput> cell;
  private final PrintStream terminal;
  private final InstantSource clock;
  private final Deque<Work> open = new ArrayDeque<>();

  private static final class Work {
    final String task;
    final long total;
    final long began;
    long shown;
    long done;
    String note = "";
    @Nullable String display;

    Work(String task, long total, long now) {
      this.task = task;
      this.total = total;
      began = now;
      shown = now;
    }

    ProgressBar bar(long now, State state) {
      return new ProgressBar(task, done, total, note, Duration.ofMillis(now - began), state);
    }
  }

  CellProgress(Optional<CellOutput> cell, PrintStream terminal, InstantSource clock) {
    this.cell = cell;
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public synchronized void begin(String task, long total) {
    Work work = new Work(task, total, clock.millis());
    open.push(work);
    cell.ifPresent(output -> work.display = output.display(work.bar(work.began, State.RUNNING)));
  }

  @Override
  public synchronized void advance(long steps, String note) {
    Work work = open.peek();
    if (work == null) {
      throw new IllegalStateException("advance before begin");
    }
    work.done += steps;
    if (!note.isBlank()) {
      work.note = note;
    }
    Duration pause = cell.isPresent() ? BETWEEN_UPDATES : BETWEEN_LINES;
    long now = clock.millis();
    if (now - work.shown >= pause.toMillis()) {
      work.shown = now;
      show(work, work.bar(now, State.RUNNING));
    }
  }

  @Override
  public synchronized void note(String line) {
    terminal.println("note: " + line);
  }

  @Override
  public synchronized void end() {
    Work work = open.poll();
    if (work != null) {
      show(work, work.bar(clock.millis(), State.ENDED));
    }
  }

  private void show(Work work, ProgressBar bar) {
    String display = work.display;
    if (cell.isPresent() && display != null) {
      cell.get().update(display, bar);
    } else {
      terminal.println(bar.toText());
    }
  }
}
