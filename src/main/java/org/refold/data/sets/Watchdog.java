package org.refold.data.sets;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/**
 * Closes a stream that has been silent for too long, so that the reader of it gets an exception
 * instead of waiting for ever.
 */
final class Watchdog implements Closeable {

  private final Thread thread;
  private volatile long lastSign = System.nanoTime();

  Watchdog(Closeable stream, Duration silence) {
    thread = new Thread(() -> watch(stream, silence.toNanos()), "refold-download-watchdog");
    thread.setDaemon(true);
    thread.start();
  }

  /** Something has come. */
  void alive() {
    lastSign = System.nanoTime();
  }

  private void watch(Closeable stream, long limit) {
    try {
      for (long left = limit; left > 0; left = limit - (System.nanoTime() - lastSign)) {
        Thread.sleep(1 + left / 1_000_000);
      }
      stream.close();
    } catch (InterruptedException | IOException e) {
      // closed in time, or broken already: the reader finds out by itself
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
