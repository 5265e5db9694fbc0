package org.refold.serve.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests when they are due, whether or not earlier ones are answered, as the world does. A
 * client that waits for each answer would send less just when the server is slow, and not measure
 * what it then did not send.
 */
public final class LoadRun {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int OK = 200;

  private final LoadPlan plan;
  private final long[] due;
  private final long[] took;
  private final @Nullable String[] failure;
  private final long[] late;

  private LoadRun(LoadPlan plan) {
    this.plan = plan;
    this.due = plan.times();
    this.took = new long[due.length];
    this.failure = new String[due.length];
    this.late = new long[due.length];
  }

  /**
   * Sends requests in JSON and waits for all answers.
   *
   * @param address what is asked
   * @param bodies the requests, in turns
   */
  public static LoadReport of(LoadPlan plan, URI address, List<String> bodies) {
    LoadRun run = new LoadRun(plan);
    run.send(address, bodies);
    return run.report();
  }

  private void send(URI address, List<String> bodies) {
    List<byte[]> requests = bodies.stream().map(body -> Connection.request(address, body)).toList();
    Deque<Connection> idle = new ConcurrentLinkedDeque<>();
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      long start = System.nanoTime();
      List<Future<?>> answers = new ArrayList<>();
      for (int k = 0; k < due.length; k++) {
        int request = k;
        long at = start + due[k];
        for (long left = at - System.nanoTime(); left > 0; left = at - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        answers.add(
            threads.submit(
                () -> {
                  byte[] sent = requests.get(request % requests.size());
                  late[request] = System.nanoTime() - at;
                  failure[request] = failureOf(address, idle, sent);
                  took[request] = System.nanoTime() - at;
                }));
      }
      answers.forEach(LoadRun::join);
    } finally {
      threads.shutdown();
      idle.forEach(LoadRun::close);
    }
  }

  /** Asks over the connection that was used last, which is the least likely to be closed. */
  private static @Nullable String failureOf(URI address, Deque<Connection> idle, byte[] request) {
    Connection connection = idle.pollFirst();
    try {
      if (connection == null) {
        connection = new Connection(address, LIMIT);
      }
      int status = connection.post(request);
      idle.addFirst(connection);
      return status == OK ? null : Integer.toString(status);
    } catch (IOException e) {
      if (connection != null) {
        close(connection);
      }
      return e.toString();
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void join(Future<?> answer) {
    try {
      answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while answers were to come", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private LoadReport report() {
    long counted = TimeUnit.SECONDS.toNanos(plan.warmUp());
    double[] milliseconds = new double[due.length];
    SortedMap<String, Integer> failures = new TreeMap<>();
    SortedMap<String, Integer> warmUpFailures = new TreeMap<>();
    int timed = 0;
    for (int k = 0; k < due.length; k++) {
      boolean isTimed = due[k] >= counted;
      String why = failure[k];
      if (why != null) {
        (isTimed ? failures : warmUpFailures).merge(why, 1, Integer::sum);
      }
      if (isTimed) {
        milliseconds[timed++] = why == null ? took[k] / 1e6 : Double.POSITIVE_INFINITY;
      }
    }
    double latest = Arrays.stream(late).max().orElse(0) / 1e6;
    return new LoadReport(Arrays.copyOf(milliseconds, timed), failures, warmUpFailures, latest);
  }
}
