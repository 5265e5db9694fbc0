package org.refold.serve;

import java.util.concurrent.TimeUnit;

/** Counts the requests that run, so that a stop lets them end and lets no more begin. */
final class Admission {

  private int running;
  private boolean stopping;

  /** Whether a request may begin; if so, it {@linkplain #leave leaves} once its answer is sent. */
  synchronized boolean enter() {
    if (stopping) {
      return false;
    }
    running++;
    return true;
  }

  synchronized void leave() {
    running--;
    notifyAll();
  }

  synchronized int running() {
    return running;
  }

  synchronized boolean isStopping() {
    return stopping;
  }

  /**
   * Lets nothing begin any more, and waits for what runs.
   *
   * @return whether all of it has ended in that time
   */
  synchronized boolean stop(int seconds) {
    stopping = true;
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    try {
      for (long left = end - System.nanoTime(); running > 0 && left > 0; ) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
        left = end - System.nanoTime();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return running == 0;
  }
}
