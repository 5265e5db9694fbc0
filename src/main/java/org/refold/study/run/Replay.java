package org.refold.study.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.refold.data.sets.DataSet;
import org.refold.recommend.TrainingControl;
import org.refold.settings.BadInputException;
import org.refold.settings.Progress;
import org.refold.study.store.TrialResult;

/**
 * A trial that was run again, and how the two compare. Everything that does not measure time is
 * compared bit by bit: losses and validations of each epoch, metrics, the value of each user.
 *
 * @param before the result that was there
 * @param after what came of it now
 * @param circumstances what differs in data, split, code and machine, one line each
 * @param difference where the results first differ; empty if they are identical
 */
public record Replay(
    TrialResult before,
    TrialResult after,
    List<String> circumstances,
    Optional<String> difference) {

  /** Copies the list. */
  public Replay {
    circumstances = List.copyOf(circumstances);
  }

  /**
   * Runs a trial again.
   *
   * @param data the data set that the result names
   * @throws BadInputException if the data cannot be split as the result says, or this version does
   *     not know its model, a setting or a metric
   */
  public static Replay of(TrialResult before, DataSet data, Progress progress) {
    Experiment experiment = Experiment.of(Provenances.plan(before), data);
    TrialResult after =
        TrialRun.of(before.trial(), experiment).result(progress, TrainingControl.none());
    return new Replay(
        before,
        after,
        ReplayComparison.circumstances(before, after),
        ReplayComparison.difference(before, after));
  }

  /** Whether the same came of it. */
  public boolean isIdentical() {
    return difference.isEmpty();
  }

  /** One line: identical and in what, or where it first differs. */
  public String verdict() {
    if (difference.isPresent()) {
      return "differs: " + difference.get();
    }
    List<String> parts = new ArrayList<>();
    before.failure().ifPresent(failure -> parts.add("the same failure, " + failure));
    int epochs = before.training().epochs().size();
    if (epochs > 0) {
      parts.add(epochs + " epochs");
    }
    if (before.isFinished()) {
      parts.add(before.metrics().size() + " metrics");
      parts.add(before.perUser().users().size() + " users");
    }
    return "bit-identical: " + String.join(", ", parts);
  }
}
