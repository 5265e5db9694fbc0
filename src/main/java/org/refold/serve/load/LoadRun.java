package org.refold.serve.load;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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

  private final LoadPlan plan;
  private final long[] due;
  private final long[] took;
  private final @Nullable String[] failure;
  private long late;

  private LoadRun(LoadPlan plan) {
    this.plan = plan;
    this.due = plan.times();
    this.took = new long[due.length];
    this.failure = new String[due.length];
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
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    List<HttpRequest> requests =
        bodies.stream()
            .map(
                body ->
                    HttpRequest.newBuilder(address)
                        .timeout(LIMIT)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build())
            .toList();
    List<CompletableFuture<Void>> answers = new ArrayList<>();
    long start = System.nanoTime();
    for (int k = 0; k < due.length; k++) {
      int request = k;
      long at = start + due[k];
      for (long left = at - System.nanoTime(); left > 0; left = at - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      late = Math.max(late, System.nanoTime() - at);
      answers.add(
          client
              .sendAsync(requests.get(k % requests.size()), BodyHandlers.ofByteArray())
              .handle(
                  (answer, error) -> {
                    took[request] = System.nanoTime() - at;
                    failure[request] = failureOf(answer, error);
                    return null;
                  }));
    }
    answers.forEach(CompletableFuture::join);
  }

  private static @Nullable String failureOf(
      @Nullable HttpResponse<byte[]> answer, @Nullable Throwable error) {
    if (error != null) {
      Throwable cause = error instanceof CompletionException ? error.getCause() : error;
      return String.valueOf(cause);
    }
    int status = answer == null ? 0 : answer.statusCode();
    return status == 200 ? null : Integer.toString(status);
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
    return new LoadReport(Arrays.copyOf(milliseconds, timed), failures, warmUpFailures, late / 1e6);
  }
}
