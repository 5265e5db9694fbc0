package org.refold.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.refold.study.store.ResultStore;
import picocli.CommandLine.Model.CommandSpec;

/** What a command says when it is interrupted from the terminal, such as that nothing is lost. */
final class InterruptHook implements AutoCloseable {

  private static final long SECONDS_TO_TIDY_UP = 10;

  private final CountDownLatch tidy = new CountDownLatch(1);
  private final Thread thread;

  private InterruptHook(CommandSpec spec, String message, boolean tidiesUp) {
    var terminal = spec.commandLine().getErr();
    this.thread =
        new Thread(
            () -> {
              terminal.println("refold: stopped; " + message);
              terminal.flush();
              if (tidiesUp) {
                await(tidy);
              }
            });
  }

  /** Of a study, whose trials are kept as they end. */
  static InterruptHook ofStudy(CommandSpec spec, ResultStore store) {
    String message =
        "the results so far are in " + store.folder() + ", and the same command resumes";
    return new InterruptHook(spec, message, false);
  }

  /** Of something that {@linkplain #tidied says} when it has removed what it had begun. */
  static InterruptHook untilTidied(CommandSpec spec, String message) {
    return new InterruptHook(spec, message, true);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(SECONDS_TO_TIDY_UP, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  InterruptHook install() {
    Runtime.getRuntime().addShutdownHook(thread);
    return this;
  }

  /** Lets the program end, which it does at once: nothing more is to be said. */
  void tidied() {
    tidy.countDown();
    await(new CountDownLatch(1));
  }

  @Override
  public void close() {
    tidy.countDown(); // where there was nothing to remove, or it was removed
    try {
      Runtime.getRuntime().removeShutdownHook(thread);
    } catch (IllegalStateException endingAlready) {
      // the hook has its say
    }
  }
}
