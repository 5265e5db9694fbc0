package org.refold.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.refold.settings.BadInputException;

/** What a request may cost, and what becomes of one that costs more. */
class LimitsTest {

  @Test
  void limitsAreChecked() {
    assertThatThrownBy(() -> new Limits().withSeconds(0))
        .isInstanceOf(BadInputException.class)
        .hasMessage("seconds is 0, but must be a whole number from 1 to 3600");
    assertThatThrownBy(() -> new Limits().withKilobytes(-1))
        .hasMessageContaining("kilobytes is -1");
    assertThatThrownBy(() -> new Limits().withThreads(0)).hasMessageContaining("threads is 0");
  }

  @Test
  void workThatTakesTooLongIsNotWaitedForAndWorkBeyondTheQueueIsRefused() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    ExecutorService clients = Executors.newFixedThreadPool(3);
    try (Turns turns = new Turns(new Limits().withSeconds(2).withWaiting(1).withThreads(1))) {
      var late =
          clients.submit(
              () ->
                  turns.take(
                      () -> {
                        begun.countDown();
                        return await(release);
                      }));
      begun.await();
      var one = clients.submit(() -> turns.take(() -> "never begun"));
      var other = clients.submit(() -> turns.take(() -> "never begun"));
      assertThatThrownBy(late::get).hasMessageContaining("no answer within 2 seconds");
      assertThat(List.of(reason(one), reason(other)))
          .anyMatch(reason -> reason.contains("no answer within 2 seconds"))
          .anyMatch(reason -> reason.contains("1 requests wait already"));
      release.countDown();
      assertThat(turns.take(() -> "next")).isEqualTo("next");
    } finally {
      clients.shutdown();
    }
  }

  @Test
  void workThatIsGivenUpIsInterruptedAndLeavesItsTurn() throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    try (Turns turns = new Turns(new Limits().withSeconds(1).withThreads(1))) {
      assertThatThrownBy(() -> turns.take(() -> endless(ended)))
          .hasMessageContaining("no answer within 1 seconds");
      assertThat(ended.await(1, TimeUnit.MINUTES)).isTrue();
      assertThat(turns.take(() -> !Thread.currentThread().isInterrupted())).isTrue();
    }
  }

  private static String endless(CountDownLatch ended) {
    while (!Thread.currentThread().isInterrupted()) {
      Thread.onSpinWait();
    }
    ended.countDown();
    return "nobody waits for this";
  }

  private static String reason(Future<String> refused) throws InterruptedException {
    try {
      return refused.get();
    } catch (ExecutionException e) {
      return e.toString();
    }
  }

  /** Work that does not look whether it is given up. */
  private static String await(CountDownLatch release) {
    while (release.getCount() > 0) {
      Thread.onSpinWait();
    }
    return "released";
  }

  @Test
  void modelsAreNamedByTheirFoldersOrByWord() {
    assertThat(Models.named(List.of("models/ease", "b=models/ease", "models/x=1/vae")))
        .containsExactly(
            java.util.Map.entry("ease", Path.of("models/ease")),
            java.util.Map.entry("b", Path.of("models/ease")),
            java.util.Map.entry("vae", Path.of("models/x=1/vae")));
    assertThatThrownBy(() -> Models.named(List.of("a/ease", "b/ease")))
        .hasMessageContaining("two models are named 'ease'; write NAME=b/ease");
    assertThatThrownBy(() -> Models.named(List.of("my model")))
        .hasMessageContaining("'my model' is no name for a model");
  }
}
