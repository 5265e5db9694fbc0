package org.refold.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The circumstances of a run. */
final class RunOptions {

  @Mixin private ThreadOptions threads = new ThreadOptions();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "all random choices derive from it (${DEFAULT-VALUE})")
  private long seed = 42;

  long seed() {
    return seed;
  }

  /** Bounds the threads of everything that follows. */
  void apply() {
    threads.apply();
  }
}
