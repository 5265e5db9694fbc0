package org.refold.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Loops over blocks of rows on a bounded number of threads. The blocks depend only on the length
 * and the thread count, so a loop whose blocks do not touch each other's output gives the same
 * result on any number of threads.
 *
 * <p>The calling thread works too: one helper is woken for each further thread. A loop inside a
 * loop runs on the calling thread: threads are never oversubscribed. Where several threads call at
 * once, each is to take a {@linkplain #share share}.
 */
public final class Parallel {

  /** Works on the rows {@code from <= row < to}. */
  @FunctionalInterface
  public interface Block {
    /** Works on the rows {@code from <= row < to}. */
    void run(int from, int to);
  }

  private static final ThreadLocal<Boolean> INSIDE = ThreadLocal.withInitial(() -> false);
  private static final ThreadLocal<Integer> SHARE = ThreadLocal.withInitial(() -> 0);
  private static int threads = Runtime.getRuntime().availableProcessors();
  private static ExecutorService pool = newPool(threads);

  private Parallel() {}

  private static ExecutorService newPool(int size) {
    return Executors.newFixedThreadPool(
        size,
        task -> {
          Thread thread = new Thread(task, "refold-worker");
          thread.setDaemon(true);
          return thread;
        });
  }

  /** How many threads a loop of the calling thread uses at most. */
  public static int threads() {
    int share = SHARE.get();
    return share == 0 ? bound() : Math.min(share, bound());
  }

  private static synchronized int bound() {
    return threads;
  }

  /**
   * Does some work whose loops use at most a share of the threads, since other threads do theirs
   * beside it.
   *
   * @param most how many threads, the calling one included
   * @param work what to do
   * @throws IllegalArgumentException if the number is not positive
   */
  public static <R> R share(int most, Supplier<R> work) {
    if (most < 1) {
      throw new IllegalArgumentException(
          "a share of " + most + " threads, but it takes at least 1");
    }
    int before = SHARE.get();
    SHARE.set(most);
    try {
      return work.get();
    } finally {
      SHARE.set(before);
    }
  }

  /** Whether the calling thread does its work beside others. */
  public static boolean isShared() {
    return SHARE.get() > 0;
  }

  /**
   * Bounds the threads of all later loops.
   *
   * @throws IllegalArgumentException if the number is not positive
   */
  public static synchronized void setThreads(int number) {
    if (number < 1) {
      throw new IllegalArgumentException("threads is " + number + ", but must be at least 1");
    }
    if (number != threads) {
      pool.shutdown();
      pool = newPool(number);
      threads = number;
    }
  }

  private static synchronized ExecutorService pool() {
    return pool;
  }

  /** Whether the calling thread already runs a block, so that its loops run on it alone. */
  public static boolean isInside() {
    return INSIDE.get();
  }

  /**
   * Cuts {@code length} rows into one block a thread and waits for all of them.
   *
   * @param length the number of rows
   * @param grain the fewest rows that are worth a thread of their own
   * @param block what to do; must not depend on the order of blocks
   */
  public static void rows(int length, int grain, Block block) {
    int blocks = Math.min(threads(), Math.max(1, length / Math.max(1, grain)));
    inBlocks(length, blocks, block);
  }

  /**
   * Cuts {@code length} rows into small blocks that idle threads take one after the other: for rows
   * of very different cost.
   *
   * @param length the number of rows
   * @param grain the rows of a block
   * @param block what to do; must not depend on the order of blocks
   */
  public static void unevenRows(int length, int grain, Block block) {
    inBlocks(length, (length + grain - 1) / grain, block);
  }

  private static void inBlocks(int length, int blocks, Block block) {
    if (blocks <= 1 || threads() == 1 || INSIDE.get()) {
      if (length > 0) {
        block.run(0, length);
      }
      return;
    }
    AtomicInteger next = new AtomicInteger();
    Runnable worker =
        () -> {
          for (int k = next.getAndIncrement(); k < blocks; k = next.getAndIncrement()) {
            int from = (int) ((long) length * k / blocks);
            int to = (int) ((long) length * (k + 1) / blocks);
            block.run(from, to);
          }
        };
    int helpers = Math.min(threads(), blocks) - 1;
    List<Future<?>> running = new ArrayList<>(helpers);
    for (int k = 0; k < helpers; k++) {
      running.add(pool().submit(() -> runInside(worker)));
    }
    RuntimeException failure = null;
    try {
      runInside(worker);
    } catch (RuntimeException e) {
      next.set(blocks);
      failure = e;
    }
    RuntimeException failureOfHelper = await(running);
    if (failure != null) {
      throw failure;
    }
    if (failureOfHelper != null) {
      throw failureOfHelper;
    }
  }

  /**
   * Waits for all, also when interrupted: the caller may not go on while helpers still work on the
   * caller's data. The interrupt is left standing. Returns what one of them failed with, or null.
   */
  private static @Nullable RuntimeException await(List<Future<?>> running) {
    RuntimeException failure = null;
    boolean interrupted = false;
    for (Future<?> future : running) {
      while (true) {
        try {
          future.get();
          break;
        } catch (ExecutionException e) {
          failure =
              e.getCause() instanceof RuntimeException original
                  ? original
                  : new IllegalStateException(e.getCause());
          break;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return failure;
  }

  private static void runInside(Runnable worker) {
    INSIDE.set(true);
    try {
      worker.run();
    } finally {
      INSIDE.set(false);
    }
  }
}
