package org.refold.serve;

import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.refold.kernel.Parallel;

/**
 * The turns at the models. So many requests are worked on at once as there are threads, each on one
 * of them: a history is too little work for two. Models may be asked by several threads, so nothing
 * locks them, and nothing gathers requests into batches, which would make the first wait for the
 * last.
 */
final class Turns implements AutoCloseable {

  private static final Map<String, String> LATER = Map.of("Retry-After", "1");

  private final Limits limits;
  private final ThreadPoolExecutor pool;

  Turns(Limits limits) {
    this.limits = limits;
    this.pool =
        new ThreadPoolExecutor(
            limits.threads(),
            limits.threads(),
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(limits.waiting()),
            work -> {
              Thread thread = new Thread(work, "refold-turn");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Waits for a turn, does some work in it, and gives what came of it. Work that takes too long is
   * interrupted, which ends an explanation that leaves items out between two of the histories that
   * it scores, and nothing else; what still waits does not begin.
   *
   * @throws Refusal if too many wait, or it takes too long
   */
  <R> R take(Supplier<R> work) {
    Future<R> coming;
    try {
      coming = pool.submit(() -> Parallel.share(1, work));
    } catch (RejectedExecutionException e) {
      throw Refusal.of(503, "%s requests wait already; try again later".formatted(limits.waiting()))
          .with(LATER);
    }
    try {
      return coming.get(limits.seconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      giveUp(coming);
      throw Refusal.of(
              503,
              "no answer within %s seconds; shorten the history, or try again later"
                  .formatted(limits.seconds()))
          .with(LATER);
    } catch (InterruptedException e) {
      giveUp(coming);
      Thread.currentThread().interrupt();
      throw Refusal.of(503, "the server is stopping");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** What is given up waits or works no longer, and makes room for others. */
  private void giveUp(Future<?> coming) {
    coming.cancel(true);
    pool.purge();
  }

  @Override
  public void close() {
    pool.shutdown();
  }
}
