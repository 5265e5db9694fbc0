package org.refold.cli;

import org.jspecify.annotations.Nullable;
import org.refold.study.ExperimentPlan;
import picocli.CommandLine.Option;

/** What is measured. */
final class MetricMixin {

  @Option(
      names = "--metrics",
      paramLabel = "PRESET|LIST",
      description =
          "presets and names of `refold metrics`, by commas (" + ExperimentPlan.USUAL_METRICS + ")")
  private @Nullable String metrics;

  @Nullable String given() {
    return metrics;
  }
}
