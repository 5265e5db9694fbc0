package org.refold.cli;

import org.refold.study.store.ResultStore;
import picocli.CommandLine.Model.CommandSpec;

/** What a study says when it is interrupted from the terminal: that nothing is lost. */
final class InterruptHook implements AutoCloseable {

  private final Thread thread;

  InterruptHook(CommandSpec spec, ResultStore store) {
    var terminal = spec.commandLine().getErr();
    this.thread =
        new Thread(
            () -> {
              terminal.println(
                  "refold: stopped; the results so far are in %s, and the same command resumes"
                      .formatted(store.folder()));
              terminal.flush();
            });
  }

  void install() {
    Runtime.getRuntime().addShutdownHook(thread);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(thread);
    } catch (IllegalStateException endingAlready) {
      // the hook has its say
    }
  }
}
