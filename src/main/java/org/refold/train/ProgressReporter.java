package org.refold.train;

import java.util.Locale;
import org.refold.evaluate.metric.Metric;
import org.refold.recommend.Epoch;
import org.refold.settings.Progress;

/** Tells a person how the training goes. */
final class ProgressReporter {

  /** Between two notes within an epoch, in nanoseconds. */
  private static final long PAUSE = 500_000_000L;

  private final Progress progress;
  private final int epochs;
  private final Metric metric;
  private long last;

  ProgressReporter(Progress progress, int epochs, Metric metric) {
    this.progress = progress;
    this.epochs = epochs;
    this.metric = metric;
  }

  void begin(String stage) {
    progress.begin(stage.isEmpty() ? "epochs" : "epochs of " + stage, epochs);
    last = System.nanoTime();
  }

  void resumed(int done) {
    progress.advance(done, "resumes after epoch " + done);
  }

  void step(Position position, int examples, double loss) {
    long now = System.nanoTime();
    if (now - last >= PAUSE) {
      last = now;
      progress.advance(
          0,
          String.format(
              Locale.ROOT,
              "epoch %d at %.0f %%, loss %.5g",
              position.epoch,
              100.0 * position.examples / examples,
              loss));
    }
  }

  void epoch(Epoch epoch, BestWeights best) {
    StringBuilder note = new StringBuilder(String.format(Locale.ROOT, "loss %.5g", epoch.loss()));
    epoch
        .validation()
        .ifPresent(
            value ->
                note.append(
                    String.format(
                        Locale.ROOT,
                        ", %s %.4f, best %.4f in epoch %d",
                        metric.name(),
                        value,
                        best.value(),
                        best.epoch())));
    progress.advance(1, note.toString());
  }

  void end() {
    progress.end();
  }
}
