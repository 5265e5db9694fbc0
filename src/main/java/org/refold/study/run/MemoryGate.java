package org.refold.study.run;

/** Lets work begin when there is memory for it, and in any case when nothing else runs. */
final class MemoryGate {

  private final long budget;
  private long taken;
  private int inside;

  MemoryGate(long bytes) {
    this.budget = bytes;
  }

  /**
   * Waits until there is room.
   *
   * @throws InterruptedException if the thread is interrupted; nothing is taken then
   */
  synchronized void enter(long bytes) throws InterruptedException {
    while (inside > 0 && taken + bytes > budget) {
      wait();
    }
    taken += bytes;
    inside++;
  }

  synchronized void leave(long bytes) {
    taken -= bytes;
    inside--;
    notifyAll();
  }
}
