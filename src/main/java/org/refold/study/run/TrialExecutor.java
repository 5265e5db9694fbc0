package org.refold.study.run;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.refold.study.store.ResultBytes;

/**
 * Where trials are run: a task goes in as bytes, its result comes out as bytes. An executor neither
 * claims trials nor writes results; {@link TrialQueue} alone does, so that a folder stays safe
 * whatever becomes of those who work.
 */
interface TrialExecutor extends AutoCloseable {

  /** How many tasks it takes at once. */
  int slots();

  /**
   * Runs a task, now or when there is room; may return only when it is done.
   *
   * @param task the bytes of a {@link TrialTask}
   * @return the result, also that of a trial that failed; empty if the work was stopped. It ends
   *     exceptionally if the task itself cannot be carried out
   */
  CompletableFuture<Optional<ResultBytes>> submit(byte[] task);

  /** Takes no more tasks; those that run are not ended. */
  @Override
  void close();
}
