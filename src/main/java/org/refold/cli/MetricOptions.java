package org.refold.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is measured. */
final class MetricOptions {

  @Option(
      names = "--metrics",
      paramLabel = "PRESET|LIST",
      description = "presets and names of `refold metrics`, by commas (vae-cf)")
  private @Nullable String metrics;

  @Nullable String given() {
    return metrics;
  }
}
