package org.refold.cli;

import org.jspecify.annotations.Nullable;
import org.refold.study.ExperimentPlan;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The circumstances of a run. */
final class RunOptions {

  @Mixin private ThreadOptions threads = new ThreadOptions();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "all random choices derive from it (" + ExperimentPlan.USUAL_SEED + ")")
  private @Nullable Long seed;

  long seed() {
    return seed == null ? ExperimentPlan.USUAL_SEED : seed;
  }

  @Nullable Long given() {
    return seed;
  }

  /** Bounds the threads of everything that follows. */
  void apply() {
    threads.apply();
  }
}
