package org.refold.study.run;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.refold.cluster.Cluster;
import org.refold.data.sets.DataSet;
import org.refold.kernel.MemoryForecast;
import org.refold.kernel.Parallel;
import org.refold.recommend.StopSignal;
import org.refold.settings.BadInputException;
import org.refold.settings.Check;
import org.refold.settings.Progress;
import org.refold.study.Arm;
import org.refold.study.Replicate;
import org.refold.study.Study;
import org.refold.study.Trial;
import org.refold.study.store.Environment;
import org.refold.study.store.FailedTrials;
import org.refold.study.store.OtherCode;
import org.refold.study.store.ResultStore;
import org.refold.study.store.StudyFile;
import org.refold.study.store.StudyResult;
import org.refold.study.store.TrialLocks;

/**
 * Carries out studies, on this machine or with the workers of a cluster. Results are kept one by
 * one as trials end, so a study that was stopped, or whose process was killed, resumes where it
 * was, a training at the epoch of the last minute; several processes may work on one study. A trial
 * that fails is kept with its reason and does not stop the others.
 *
 * <p>Training is itself parallel, so one trial at a time with all threads is the usual way. With
 * several at once each has its share of the threads, and one begins only if the memory that it is
 * expected to need is left of the budget. A cluster runs as many at once as it has room for, with
 * the results of as many threads here; only this process claims trials and writes results, and a
 * training that is cut off begins anew.
 *
 * @param trialsAtOnce how many trials run side by side
 * @param threads all threads, shared by the trials that run
 * @param memory bytes that the trials that run may need together; one alone always may run
 * @param failedTrials what to do with trials that failed before
 * @param otherCode what to do where a study was begun with other code
 * @param progress is notified of trials and, where they come one at a time, of their epochs
 * @param listener is notified of failed trials and damaged files, one line each
 * @param stop asks the study to stop; one signal serves for one run
 * @param cluster runs the trials, if it is not this process; not closed
 */
@RecordBuilder
public record Runner(
    int trialsAtOnce,
    int threads,
    long memory,
    FailedTrials failedTrials,
    OtherCode otherCode,
    Progress progress,
    Consumer<String> listener,
    Optional<StopSignal> stop,
    Optional<Cluster> cluster)
    implements RunnerBuilder.With {

  /**
   * @throws BadInputException if a number is out of its range
   */
  public Runner {
    Check.atLeast(1, "threads", threads, "typical: as many as the machine has processors");
    Check.atLeast(1, "trialsAtOnce", trialsAtOnce, "typical: 1, since training is parallel itself");
    if (trialsAtOnce > threads) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%d trials at once need as many threads, but there are %d; run fewer at once",
              trialsAtOnce,
              threads));
    }
  }

  /** One trial at a time, with all threads and without listeners. */
  public static Runner standard() {
    return new Runner(
        1,
        Parallel.threads(),
        MemoryForecast.freeBytes(),
        FailedTrials.KEEP,
        OtherCode.REFUSE,
        Progress.NONE,
        line -> {},
        Optional.empty(),
        Optional.empty());
  }

  /** The same with a signal that can stop it. */
  public Runner withStop(StopSignal signal) {
    return withStop(Optional.of(signal));
  }

  /** The same with trials that workers run. */
  public Runner withCluster(Cluster workers) {
    return withCluster(Optional.of(workers));
  }

  /**
   * Runs all trials whose results are not there yet.
   *
   * <p>When the signal is given or the thread is interrupted, the trials that run are ended without
   * a result, and this returns what there is; an interrupt is left standing.
   *
   * @param data the data set that the study names
   * @param store where results are kept
   * @return the study with all results that are there
   * @throws BadInputException if there is nothing to run, the folder holds another study, the data
   *     cannot be split, the models of an arm cannot be measured, or results cannot be written
   * @throws IOException if results cannot be read
   */
  public StudyResult run(Study study, DataSet data, ResultStore store) throws IOException {
    if (study.arms().isEmpty()) {
      throw new BadInputException(
          "the study %s has no arms; add a model with Study.with(Grid.of(...))"
              .formatted(study.name()));
    }
    Study named = study.withData(data.name());
    Splits splits = new Splits(data, named.splitter(), trialsAtOnce + 1, listener);
    StudyFile wanted =
        new StudyFile(named, splits.source(named.splitSeed()), Environment.codeVersion());
    boolean begun = store.exists();
    if (!begun) {
      check(named, splits, Set.of());
    }
    TrialLocks claims = claims(store);
    StudyFile file = undisturbed(() -> store.begin(wanted, otherCode, claims));
    StudyProgress bar = new StudyProgress(progress, listener, trialsAtOnce == 1);
    StopSignal signal = stop.orElseGet(StopSignal::new);
    Set<Trial> ended = undisturbed(() -> store.ended(named, failedTrials));
    if (begun) {
      check(named, splits, ended);
    }
    try (TrialExecutor executor =
        cluster.isPresent()
            ? new ClusterTrials(cluster.get(), TrialWork.folders(data), signal)
            : new LocalTrials(this, splits, store, signal, bar)) {
      new TrialQueue(file, splits, store, claims, failedTrials, signal, bar).run(ended, executor);
    }
    return undisturbed(store::read);
  }

  /**
   * Finds out before the first trial what would make all trials of an arm fail after their fits.
   */
  private static void check(Study study, Splits splits, Set<Trial> ended) {
    Set<Arm> checked = new HashSet<>();
    for (Trial trial : study.trials()) {
      if (!ended.contains(trial) && checked.add(trial.arm())) {
        Splits.Prepared on = splits.of(new Replicate(study.splitSeed(trial), trial.fold()));
        study.evaluator().check(trial.arm().recommender(), on.split().test(), on.background());
      }
    }
  }

  /** Works with files. */
  @FunctionalInterface
  private interface FileWork<R> {
    R run() throws IOException;
  }

  /** Does some short work although the thread may be interrupted, which would close its files. */
  private static <R> R undisturbed(FileWork<R> work) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      return work.run();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static TrialLocks claims(ResultStore store) {
    try {
      return TrialLocks.in(store.folder());
    } catch (IOException e) {
      throw new BadInputException(
          "the results folder %s cannot be made or written: %s".formatted(store.folder(), e), e);
    }
  }
}
