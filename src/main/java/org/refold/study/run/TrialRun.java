package org.refold.study.run;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Optional;
import org.refold.evaluate.Evaluator;
import org.refold.recommend.StopSignal;
import org.refold.recommend.TrainingControl;
import org.refold.settings.BadInputException;
import org.refold.study.Replicate;
import org.refold.study.Trial;
import org.refold.study.store.DataFingerprint;
import org.refold.study.store.FailedTrials;
import org.refold.study.store.ResultStore;
import org.refold.study.store.StudyFile;
import org.refold.study.store.TrialKey;
import org.refold.study.store.TrialLocks;
import org.refold.study.store.TrialResult;

/** Carries out single trials of a study and keeps what comes of them. */
final class TrialRun {

  /** What became of a trial. */
  enum End {
    /** Its result was there already. */
    KNOWN,
    /** Its result is there now, or the reason why there is none. */
    ENDED,
    /** Another process is at work on it. */
    TAKEN,
    /** It was stopped, and nothing is kept of it. */
    STOPPED
  }

  private final StudyFile file;
  private final DataFingerprint source;
  private final Splits splits;
  private final ResultStore store;
  private final TrialLocks claims;
  private final FailedTrials failedTrials;
  private final StopSignal stop;
  private final Evaluator evaluator;
  private final StudyProgress progress;

  TrialRun(
      StudyFile file,
      DataFingerprint source,
      Splits splits,
      ResultStore store,
      TrialLocks claims,
      FailedTrials failedTrials,
      StopSignal stop,
      StudyProgress progress) {
    this.file = file;
    this.source = source;
    this.splits = splits;
    this.store = store;
    this.claims = claims;
    this.failedTrials = failedTrials;
    this.stop = stop;
    this.progress = progress;
    this.evaluator = Evaluator.of(file.study().metrics());
  }

  /** The memory that a trial needs. */
  long bytes(Trial trial) {
    Splits.Prepared prepared = splits.of(splitOf(trial));
    return trial.arm().recommender().fitBytes(prepared.split().train());
  }

  private Replicate splitOf(Trial trial) {
    return new Replicate(file.study().splitSeed(trial), trial.fold());
  }

  /**
   * Runs a trial whose result is not there yet.
   *
   * @throws BadInputException if the data cannot be split, or the result cannot be kept
   */
  End run(Trial trial) {
    Splits.Prepared prepared = splits.of(splitOf(trial));
    Experiment experiment =
        new Experiment(
            source,
            prepared.split(),
            trial.arm().recommender(),
            evaluator,
            prepared.background(),
            trial.seed(),
            file.study().segments());
    TrialKey identity = TrialRecorder.identity(experiment, prepared.facts(), file.code());
    try {
      Optional<TrialLocks.Claim> claim = claims.tryClaim(identity.id());
      if (claim.isEmpty()) {
        return End.TAKEN;
      }
      try {
        return runClaimed(trial, experiment, identity, prepared.facts());
      } finally {
        claim.get().close();
      }
    } catch (ClosedByInterruptException e) {
      return End.STOPPED;
    } catch (IOException e) {
      throw new BadInputException(
          "%s cannot be kept in %s: %s; what was finished before is kept: make room or permit"
                  .formatted(trial, store.folder(), reason(e))
              + " writing, and run the same again",
          e);
    }
  }

  private End runClaimed(
      Trial trial, Experiment experiment, TrialKey identity, TrialResult.SplitFacts facts)
      throws IOException {
    store.tidy(identity);
    Optional<TrialResult> known = store.find(identity, progress::say);
    boolean again =
        failedTrials == FailedTrials.RETRY && known.isPresent() && !known.get().isFinished();
    return known.isPresent() && !again ? End.KNOWN : runAnew(trial, experiment, identity, facts);
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  private End runAnew(
      Trial trial, Experiment experiment, TrialKey identity, TrialResult.SplitFacts facts)
      throws IOException {
    long start = System.nanoTime();
    TrialResult result;
    try (Outcome outcome =
        experiment.run(progress.of(trial), TrainingControl.none().withStop(stop))) {
      if (isStopped()) {
        return End.STOPPED;
      }
      result = TrialRecorder.finished(trial, identity, facts, outcome);
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError | AssertionError e) {
      if (isStopped()) {
        return End.STOPPED;
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      result = TrialRecorder.failed(trial, identity, facts, experiment, e, seconds);
    }
    store.put(result);
    progress.ended(trial, result);
    return End.ENDED;
  }

  boolean isStopped() {
    return stop.isRequested() || Thread.currentThread().isInterrupted();
  }
}
