package org.refold.cli;

import org.refold.data.BadInputException;
import org.refold.kernel.Parallel;
import picocli.CommandLine.Option;

/** The circumstances of a run. */
final class RunOptions {

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "all random choices derive from it (${DEFAULT-VALUE})")
  private long seed = 42;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "the most threads to use (as many as there are processors)")
  private int threads = Runtime.getRuntime().availableProcessors();

  long seed() {
    return seed;
  }

  /** Bounds the threads of everything that follows. */
  void apply() {
    if (threads < 1) {
      throw new BadInputException("--threads is " + threads + ", but must be at least 1");
    }
    Parallel.setThreads(threads);
  }
}
