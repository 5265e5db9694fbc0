package org.refold.serve.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** The client that measures, against a server that does what the test says. */
class LoadRunTest {

  @FunctionalInterface
  private interface Answering {
    int status(String body) throws InterruptedException;
  }

  private static LoadReport run(LoadPlan plan, Answering answering) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ExecutorService threads = Executors.newCachedThreadPool();
    server.setExecutor(threads);
    server.createContext("/", exchange -> answer(exchange, answering));
    server.start();
    try {
      URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
      return LoadRun.of(plan, address, List.of("good", "bad"));
    } finally {
      server.stop(0);
      threads.shutdownNow();
    }
  }

  private static void answer(HttpExchange exchange, Answering answering) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      byte[] answer = "an answer".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answering.status(body), answer.length);
      exchange.getResponseBody().write(answer);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A client that waits for answers would wait for ever, or count less than they had to wait. */
  @Test
  void requestsAreSentWhileOthersWaitAndTheirWaitingCounts() throws IOException {
    LoadPlan plan = new LoadPlan(40, 1, 0, 7);
    long[] due = plan.times();
    int together = 20;
    assertThat(due).hasSizeGreaterThan(together);
    CountDownLatch all = new CountDownLatch(together);
    LoadReport report =
        run(
            plan,
            body -> {
              all.countDown();
              all.await();
              return 200;
            });
    assertThat(report.failures()).isEmpty();
    assertThat(report.timed()).isEqualTo(due.length);
    for (int k = 0; k < together; k++) {
      double waited = (due[together - 1] - due[k]) / 1e6;
      assertThat(report.milliseconds()[due.length - 1 - k]).isGreaterThan(waited);
    }
  }

  @Test
  void failuresAreCountedAndTheWarmUpIsNotTimed() throws IOException {
    LoadPlan plan = new LoadPlan(100, 1, 1, 3);
    int sent = plan.times().length;
    LoadReport report = run(plan, body -> body.equals("good") ? 200 : 503);
    assertThat(report.failures()).containsOnlyKeys("503");
    assertThat(report.warmUpFailures()).containsOnlyKeys("503");
    assertThat(report.failures().get("503") + report.warmUpFailures().get("503"))
        .isEqualTo(sent / 2);
    assertThat(report.timed()).isPositive().isLessThan(sent);
    assertThat(report.quantile(0.2)).isFinite();
    assertThat(report.quantile(0.8)).isInfinite();
  }

  @Test
  void errorsAreNamed() {
    LoadReport report =
        LoadRun.of(new LoadPlan(20, 1, 0, 3), URI.create("http://127.0.0.1:1/"), List.of("x"));
    assertThat(report.failures()).hasSize(1);
    assertThat(report.failures().firstKey()).startsWith("java.net.ConnectException");
  }

  @Test
  void timesComeAtTheRateAndFromTheSeed() {
    LoadPlan plan = new LoadPlan(1000, 20, 0, 1);
    long[] times = plan.times();
    assertThat(times).isSorted().isEqualTo(plan.times());
    assertThat(times.length).isCloseTo(20_000, within(600));
    assertThat(plan.withSeed(2).times()).isNotEqualTo(times);
    assertThat(times[times.length - 1]).isLessThan(20_000_000_000L);
  }

  @Test
  void quantilesAreTimesThatWereMeasured() {
    LoadReport report =
        new LoadReport(new double[] {4, 1, 3, 2}, new TreeMap<>(), new TreeMap<>(), 0);
    assertThat(report.quantile(0.5)).isEqualTo(2);
    assertThat(report.quantile(0.51)).isEqualTo(3);
    assertThat(report.quantile(0.99)).isEqualTo(4);
    assertThat(report.quantile(1)).isEqualTo(4);
    assertThat(new LoadReport(new double[0], new TreeMap<>(), new TreeMap<>(), 0).quantile(0.5))
        .isNaN();
  }

  @Test
  void plansAreChecked() {
    assertThatThrownBy(() -> new LoadPlan().withRate(0)).hasMessageContaining("rate is 0.0");
    assertThatThrownBy(() -> new LoadPlan().withSeconds(0)).hasMessageContaining("seconds is 0");
    assertThatThrownBy(() -> new LoadPlan().withRate(1e9)).hasMessageContaining("seconds + warmUp");
  }
}
