package org.refold.study.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.function.Consumer;
import org.refold.settings.Progress;
import org.refold.study.Trial;

/**
 * Shows the epochs of a trial as the note beside the bar of the study, so that there is one bar and
 * its time left is that of the study.
 */
final class TrialProgress implements Progress {

  private final Progress study;
  private final String trial;
  private final Consumer<String> notes;
  private final Deque<Work> open = new ArrayDeque<>();

  private static final class Work {
    final String task;
    final long total;
    long done;

    Work(String task, long total) {
      this.task = task;
      this.total = total;
    }
  }

  /**
   * @param notes is notified of what a person should know
   */
  TrialProgress(Progress study, Trial trial, Consumer<String> notes) {
    this.study = study;
    this.notes = notes;
    this.trial = trial.toString();
  }

  @Override
  public void begin(String task, long total) {
    open.push(new Work(task, total));
  }

  @Override
  public void advance(long steps, String note) {
    Work work = open.peek();
    if (work == null) {
      throw new IllegalStateException("advance before begin");
    }
    work.done += steps;
    String total = work.total > 0 ? "/" + work.total : "";
    String what = String.format(Locale.ROOT, "%s: %s %d%s", trial, work.task, work.done, total);
    study.advance(0, note.isBlank() ? what : what + ", " + note);
  }

  @Override
  public void note(String line) {
    notes.accept(line);
  }

  @Override
  public void end() {
    open.poll();
  }
}
