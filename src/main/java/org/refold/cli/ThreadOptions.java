package org.refold.cli;

import org.refold.kernel.Parallel;
import org.refold.settings.BadInputException;
import picocli.CommandLine.Option;

/** How many threads a run may use. */
final class ThreadOptions {

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "the most threads to use (as many as there are processors)")
  private int threads = Runtime.getRuntime().availableProcessors();

  /** Bounds the threads of everything that follows. */
  void apply() {
    if (threads < 1) {
      throw new BadInputException("--threads is " + threads + ", but must be at least 1");
    }
    Parallel.setThreads(threads);
  }
}
