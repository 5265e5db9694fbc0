package org.refold.serve;

import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads of which a task takes one that idles, else a new one as long as there are not too many,
 * else waits. A pool with a plain queue starts a thread for each task until it has all of them,
 * though most idle.
 */
final class IdleFirst {

  private static final int SECONDS_IDLE = 10;

  private IdleFirst() {}

  /** Takes a task only where a thread waits for one. */
  private static final class HandOver extends LinkedTransferQueue<Runnable> {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean offer(Runnable task) {
      return tryTransfer(task);
    }
  }

  /**
   * A pool.
   *
   * @param most threads
   */
  static ThreadPoolExecutor threads(int most) {
    return new ThreadPoolExecutor(
        0,
        most,
        SECONDS_IDLE,
        TimeUnit.SECONDS,
        new HandOver(),
        (task, full) -> {
          if (full.isShutdown()) {
            throw new RejectedExecutionException("the pool is shut down");
          }
          full.getQueue().add(task);
        });
  }
}
