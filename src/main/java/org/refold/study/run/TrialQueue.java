package org.refold.study.run;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.refold.recommend.StopSignal;
import org.refold.settings.BadInputException;
import org.refold.study.Trial;
import org.refold.study.store.FailedTrials;
import org.refold.study.store.ResultBytes;
import org.refold.study.store.ResultStore;
import org.refold.study.store.StudyFile;
import org.refold.study.store.TrialLocks;
import org.refold.study.store.TrialResult;

/**
 * Drives the trials of a study: claims them one by one, hands them to an executor and keeps what
 * comes out of it, until each has ended, here or in another process. Works on one thread.
 */
final class TrialQueue {

  /** How long to leave trials to other processes before looking again. */
  private static final long PAUSE_MILLIS = 200;

  private final StudyFile file;
  private final Splits splits;
  private final ResultStore store;
  private final TrialLocks locks;
  private final FailedTrials failedTrials;
  private final StopSignal stop;
  private final StudyProgress progress;
  private final Queue<Trial> waiting;
  private final Set<Trial> known = new HashSet<>();
  private final List<Running> running = new ArrayList<>();
  private final BlockingQueue<Running> ended = new LinkedBlockingQueue<>();

  /** A trial that an executor has. */
  private record Running(
      TrialRun run, TrialLocks.Claim claim, CompletableFuture<Optional<ResultBytes>> outcome) {}

  TrialQueue(
      StudyFile file,
      Splits splits,
      ResultStore store,
      TrialLocks locks,
      FailedTrials failedTrials,
      StopSignal stop,
      StudyProgress progress) {
    this.file = file;
    this.splits = splits;
    this.store = store;
    this.locks = locks;
    this.failedTrials = failedTrials;
    this.stop = stop;
    this.progress = progress;
    this.waiting = new ArrayDeque<>(file.study().trials());
  }

  /**
   * Runs what is left. Once it is asked to stop, or its thread is interrupted, nothing more begins,
   * and what runs ends without a result.
   *
   * @param done the trials that need not be run
   * @throws BadInputException if the data cannot be split, or a result cannot be kept
   */
  void run(Set<Trial> done, TrialExecutor executor) {
    known.addAll(done);
    progress.begin(file.study(), waiting.size() - known.size());
    try {
      work(executor);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      abandon();
      progress.end();
    }
  }

  private void work(TrialExecutor executor) throws InterruptedException {
    int takenInARow = 0;
    while (!isStopped() && !(waiting.isEmpty() && running.isEmpty())) {
      if (running.size() < executor.slots() && takenInARow < waiting.size()) {
        Trial trial = waiting.remove();
        if (begin(trial, executor)) {
          takenInARow = 0;
        } else {
          waiting.add(trial);
          takenInARow++;
        }
      } else {
        takenInARow = 0;
        Running one = ended.poll(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        if (one != null) {
          keep(one);
        }
      }
    }
  }

  /** Begins a trial whose result is not there yet; false if another process is at work on it. */
  private boolean begin(Trial trial, TrialExecutor executor) {
    TrialRun run = TrialRun.of(file, splits, trial);
    return withFiles(
        trial,
        () -> {
          Optional<TrialLocks.Claim> claim = locks.tryClaim(run.key().id());
          if (claim.isEmpty()) {
            return false;
          }
          boolean mine = false;
          try {
            if (!isKnown(run)) {
              submit(run, claim.get(), executor);
              mine = true;
            } else if (!known.contains(trial)) {
              progress.endedElsewhere(trial);
            }
          } finally {
            if (!mine) {
              claim.get().close();
            }
          }
          return true;
        });
  }

  private boolean isKnown(TrialRun run) throws IOException {
    store.tidy(run.key());
    if (known.contains(run.trial())) {
      return true; // whatever its key was: its model may have got settings since, with defaults
    }
    Optional<TrialResult> found = store.find(run.key(), progress::say);
    return found.isPresent() && (failedTrials == FailedTrials.KEEP || found.get().isFinished());
  }

  private void submit(TrialRun run, TrialLocks.Claim claim, TrialExecutor executor) {
    byte[] task = TrialTask.of(file, run.trial()).bytes();
    Running one = new Running(run, claim, executor.submit(task));
    running.add(one);
    CompletableFuture<?> unused = one.outcome().whenComplete((bytes, thrown) -> ended.add(one));
  }

  private void keep(Running one) {
    running.remove(one);
    withFiles(
        one.run().trial(),
        () -> {
          try {
            Optional<ResultBytes> bytes = one.outcome().join();
            if (bytes.isPresent() && !isStopped()) {
              put(one.run(), bytes.get());
            }
            return true;
          } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException original
                ? original
                : new IllegalStateException(e.getCause());
          } finally {
            one.claim().close();
          }
        });
  }

  private void put(TrialRun run, ResultBytes bytes) throws IOException {
    TrialResult result = bytes.result();
    if (!result.identity().id().equals(run.key().id())) {
      throw new IllegalStateException(
          "%s came back as the trial %s, but was handed out as %s"
              .formatted(run.trial(), result.identity().id(), run.key().id()));
    }
    store.put(run.key(), bytes);
    progress.ended(run.trial(), result);
  }

  /** Ends what still runs, and keeps nothing of it. */
  private void abandon() {
    if (!running.isEmpty()) {
      stop.request();
    }
    for (Running one : running) {
      one.outcome().handle((bytes, thrown) -> one).join();
      withFiles(
          one.run().trial(),
          () -> {
            one.claim().close();
            return true;
          });
    }
    running.clear();
  }

  /** Works with files. */
  @FunctionalInterface
  private interface FileWork {
    boolean run() throws IOException;
  }

  private boolean withFiles(Trial trial, FileWork work) {
    try {
      return work.run();
    } catch (ClosedByInterruptException e) {
      Thread.currentThread().interrupt(); // as the channel left it
      return true;
    } catch (IOException e) {
      throw new BadInputException(
          "%s cannot be kept in %s: %s; what was finished before is kept: make room or permit"
                  .formatted(trial, store.folder(), reason(e))
              + " writing, and run the same again",
          e);
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  private boolean isStopped() {
    return stop.isRequested() || Thread.currentThread().isInterrupted();
  }
}
