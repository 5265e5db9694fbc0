package org.refold.study.run;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.refold.kernel.Parallel;
import org.refold.recommend.Checkpoints;
import org.refold.recommend.StopSignal;
import org.refold.recommend.TrainingControl;
import org.refold.study.store.ResultBytes;
import org.refold.study.store.ResultFile;
import org.refold.study.store.ResultStore;
import org.refold.study.store.StudyFile;
import org.refold.study.store.TrialResult;

/**
 * Runs trials on threads of this process: one at a time on the calling thread, several on threads
 * of their own, each with its share of the processors and when there is memory for it.
 */
final class LocalTrials implements TrialExecutor {

  private final Runner runner;
  private final Splits splits;
  private final ResultStore store;
  private final StopSignal stop;
  private final StudyProgress progress;
  private final MemoryGate memory;
  private final Optional<ExecutorService> threads;

  /**
   * @param store where trainings keep their state while they run
   */
  LocalTrials(
      Runner runner, Splits splits, ResultStore store, StopSignal stop, StudyProgress progress) {
    this.runner = runner;
    this.splits = splits;
    this.store = store;
    this.stop = stop;
    this.progress = progress;
    this.memory = new MemoryGate(runner.memory());
    this.threads =
        runner.trialsAtOnce() == 1 ? Optional.empty() : Optional.of(pool(runner.trialsAtOnce()));
  }

  private static ExecutorService pool(int size) {
    return Executors.newFixedThreadPool(
        size,
        task -> {
          Thread thread = new Thread(task, "refold-trial");
          thread.setDaemon(true);
          return thread;
        });
  }

  @Override
  public int slots() {
    return runner.trialsAtOnce();
  }

  @Override
  public CompletableFuture<Optional<ResultBytes>> submit(byte[] task) {
    Executor where = threads.<Executor>map(pool -> pool).orElse(Runnable::run);
    int share = runner.threads() / runner.trialsAtOnce();
    Supplier<Optional<ResultBytes>> work = () -> run(TrialTask.of(task));
    boolean shared = threads.isPresent() || share < Parallel.threads();
    return CompletableFuture.supplyAsync(shared ? () -> Parallel.share(share, work) : work, where);
  }

  private Optional<ResultBytes> run(TrialTask task) {
    StudyFile file = task.file();
    TrialRun run = TrialRun.of(file, splits, task.trial(file));
    if (threads.isEmpty()) {
      return run(run);
    }
    long bytes = run.bytes();
    try {
      memory.enter(bytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    try {
      return isStopped() ? Optional.empty() : run(run);
    } finally {
      memory.leave(bytes);
    }
  }

  private Optional<ResultBytes> run(TrialRun run) {
    Checkpoints states = Checkpoints.inOrAnew(store.stateFile(run.key()));
    TrialResult result =
        run.result(
            progress.of(run.trial()),
            TrainingControl.none().withStop(stop).withCheckpoints(states));
    return isStopped()
        ? Optional.empty()
        : Optional.of(ResultBytes.of(result, ResultFile.perUserName(run.key())));
  }

  private boolean isStopped() {
    return stop.isRequested() || Thread.currentThread().isInterrupted();
  }

  @Override
  public void close() {
    threads.ifPresent(ExecutorService::shutdown);
  }
}
