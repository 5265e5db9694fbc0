package org.refold.cli;

import org.jspecify.annotations.Nullable;
import org.refold.evaluate.Ties;
import org.refold.settings.Tokens;
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

  @Option(
      names = "--ties",
      paramLabel = "RULE",
      description = "which of equal scores comes first: index, optimistic, pessimistic (index)")
  private @Nullable String ties;

  @Nullable Ties ties() {
    return Tokens.readIfGiven(Ties.class, "ties", ties).orElse(null);
  }

  @Nullable String given() {
    return metrics;
  }
}
