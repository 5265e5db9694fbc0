package org.refold.study.run;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.refold.settings.Progress;
import org.refold.study.Study;
import org.refold.study.Trial;
import org.refold.study.store.TrialResult;

/** The bar of a study: a step for each trial. May be used from several threads. */
final class StudyProgress {

  private final Progress progress;
  private final Consumer<String> listener;
  private final boolean showsEpochs;
  private final Set<String> noted = new HashSet<>();

  /**
   * @param listener is notified of failed trials and damaged files, one line each
   * @param showsEpochs whether trials come one at a time, so that there is room for their epochs
   */
  StudyProgress(Progress progress, Consumer<String> listener, boolean showsEpochs) {
    this.progress = progress;
    this.listener = listener;
    this.showsEpochs = showsEpochs;
  }

  synchronized void begin(Study study, int trials) {
    progress.begin("trials of " + study.name(), trials);
  }

  /** What the trainer of a trial is to tell. */
  Progress of(Trial trial) {
    return new TrialProgress(showsEpochs ? progress : Progress.NONE, trial, this::noteOnce);
  }

  /** What holds for one trial mostly holds for all. */
  private synchronized void noteOnce(String line) {
    if (noted.add(line)) {
      listener.accept(line);
    }
  }

  synchronized void ended(Trial trial, TrialResult result) {
    String note =
        result
            .failure()
            .map(failure -> "failed: " + failure)
            .orElseGet(() -> main(result.metrics()));
    progress.advance(1, trial + ": " + note);
    result.failure().ifPresent(failure -> listener.accept(trial + " failed: " + failure));
  }

  private static String main(Map<String, TrialResult.Score> metrics) {
    return metrics.entrySet().stream()
        .findFirst()
        .map(e -> String.format(Locale.ROOT, "%s %.4f", e.getKey(), e.getValue().mean()))
        .orElse("");
  }

  /** Another process ended a trial. */
  synchronized void endedElsewhere(Trial trial) {
    progress.advance(1, trial + ": by another process");
  }

  synchronized void say(String line) {
    listener.accept(line);
  }

  synchronized void end() {
    progress.end();
  }
}
