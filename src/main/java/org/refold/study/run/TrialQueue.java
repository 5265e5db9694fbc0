package org.refold.study.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.refold.kernel.Parallel;
import org.refold.recommend.StopSignal;
import org.refold.study.Study;
import org.refold.study.Trial;

/** Hands the trials of a study to workers until each has ended, here or in another process. */
final class TrialQueue {

  /** How long to leave trials to other processes before looking again. */
  private static final long PAUSE_MILLIS = 200;

  private final Runner runner;
  private final Study study;
  private final TrialRun run;
  private final StudyProgress progress;
  private final StopSignal stop;
  private final MemoryGate memory;
  private final Queue<Trial> waiting;
  private final Set<Trial> known = new HashSet<>();

  TrialQueue(Runner runner, Study study, TrialRun run, StudyProgress progress, StopSignal stop) {
    this.runner = runner;
    this.study = study;
    this.run = run;
    this.progress = progress;
    this.stop = stop;
    this.memory = new MemoryGate(runner.memory());
    this.waiting = new ArrayDeque<>(study.trials());
  }

  /**
   * @param ended the trials that need not be run
   */
  void run(Set<Trial> ended) {
    known.addAll(ended);
    progress.begin(study, study.trials().size() - known.size());
    try {
      if (runner.trialsAtOnce() > 1) {
        runSideBySide();
      } else if (runner.threads() < Parallel.threads()) {
        Parallel.share(runner.threads(), this::workOrStopAll);
      } else {
        work();
      }
    } finally {
      progress.end();
    }
  }

  private void runSideBySide() {
    if (run.isStopped()) {
      return; // an interrupt of this thread would reach the workers too late to keep them idle
    }
    int workers = runner.trialsAtOnce();
    int share = runner.threads() / workers;
    ExecutorService threads =
        Executors.newFixedThreadPool(
            workers,
            task -> {
              Thread thread = new Thread(task, "refold-trial");
              thread.setDaemon(true);
              return thread;
            });
    List<Future<?>> running = new ArrayList<>();
    for (int k = 0; k < workers; k++) {
      running.add(threads.submit(() -> Parallel.share(share, this::workOrStopAll)));
    }
    threads.shutdown();
    await(running);
  }

  /** Waits for all workers, also when interrupted: then they are asked to stop. */
  private void await(List<Future<?>> running) {
    boolean interrupted = false;
    RuntimeException failure = null;
    for (Future<?> future : running) {
      while (true) {
        try {
          future.get();
          break;
        } catch (InterruptedException e) {
          interrupted = true;
          stop.request();
        } catch (ExecutionException e) {
          stop.request();
          failure =
              e.getCause() instanceof RuntimeException original
                  ? original
                  : new IllegalStateException(e.getCause());
          break;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** What one worker cannot do, such as keep a result, no other could: all stop. */
  private boolean workOrStopAll() {
    try {
      work();
      return true;
    } catch (RuntimeException e) {
      stop.request();
      throw e;
    }
  }

  /** What each worker does: the next trial, until there is none. */
  private void work() {
    int takenInARow = 0;
    while (!run.isStopped()) {
      Trial trial = next();
      if (trial == null) {
        return;
      }
      TrialRun.End end = runOne(trial);
      takenInARow = end == TrialRun.End.TAKEN ? takenInARow + 1 : 0;
      switch (end) {
        case TAKEN -> {
          if (putBack(trial) <= takenInARow && !pause()) {
            return;
          }
        }
        case KNOWN -> {
          if (!known.contains(trial)) {
            progress.endedElsewhere(trial);
          }
        }
        case STOPPED -> {
          return;
        }
        case ENDED -> {}
      }
    }
  }

  private TrialRun.End runOne(Trial trial) {
    if (runner.trialsAtOnce() == 1) {
      return run.run(trial);
    }
    long bytes = run.bytes(trial);
    try {
      memory.enter(bytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return TrialRun.End.STOPPED;
    }
    try {
      return run.isStopped() ? TrialRun.End.STOPPED : run.run(trial);
    } finally {
      memory.leave(bytes);
    }
  }

  private @Nullable Trial next() {
    synchronized (waiting) {
      return waiting.poll();
    }
  }

  /** Says how many trials wait now. */
  private int putBack(Trial trial) {
    synchronized (waiting) {
      waiting.add(trial);
      return waiting.size();
    }
  }

  /** Waits a little for other processes; says whether to go on. */
  private static boolean pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
