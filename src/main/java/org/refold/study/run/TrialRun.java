package org.refold.study.run;

import org.refold.recommend.TrainingControl;
import org.refold.settings.Progress;
import org.refold.study.Replicate;
import org.refold.study.Trial;
import org.refold.study.store.Environment;
import org.refold.study.store.StudyFile;
import org.refold.study.store.TrialKey;
import org.refold.study.store.TrialResult;
import org.refold.study.store.TrialResult.SplitFacts;

/**
 * A trial with all that it is done with.
 *
 * @param trial what is done
 * @param experiment how
 * @param split what is known of its split
 * @param key what its outcome depends on
 */
record TrialRun(Trial trial, Experiment experiment, SplitFacts split, TrialKey key) {

  /**
   * A trial of a study.
   *
   * @throws org.refold.settings.BadInputException if the data cannot be split
   */
  static TrialRun of(StudyFile file, Splits splits, Trial trial) {
    Replicate which = new Replicate(file.study().splitSeed(trial), trial.fold());
    Splits.Prepared prepared = splits.of(which);
    Experiment experiment =
        new Experiment(
            file.source(),
            prepared.split(),
            trial.arm().recommender(),
            file.study().evaluator(),
            prepared.background(),
            trial.seed(),
            file.study().segments());
    return of(trial, experiment, prepared.facts(), file.code());
  }

  /** A trial that stands alone, by the code that runs. */
  static TrialRun of(Trial trial, Experiment experiment) {
    SplitFacts facts = TrialRecorder.facts(experiment.split());
    return of(trial, experiment, facts, Environment.codeVersion());
  }

  private static TrialRun of(Trial trial, Experiment experiment, SplitFacts split, String code) {
    TrialKey key = TrialRecorder.identity(experiment, split, code);
    return new TrialRun(trial, experiment, split, key);
  }

  /** The memory that the fit needs. */
  long bytes() {
    return experiment.recommender().fitBytes(experiment.split().train());
  }

  /** Fits and measures; what is thrown becomes the failure of the result. */
  TrialResult result(Progress progress, TrainingControl control) {
    long start = System.nanoTime();
    try {
      try (Outcome outcome = experiment.run(progress, control)) {
        return TrialRecorder.finished(trial, key, split, outcome);
      }
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError | AssertionError e) {
      double seconds = (System.nanoTime() - start) / 1e9;
      return TrialRecorder.failed(trial, key, split, experiment, e, seconds);
    }
  }
}
