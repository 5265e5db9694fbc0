package org.refold.cli;

import org.refold.evaluate.Evaluator;
import picocli.CommandLine.Option;

/** What is measured. */
final class MetricOptions {

  @Option(
      names = "--metrics",
      paramLabel = "PRESET|LIST",
      description = "presets and names of `refold metrics`, by commas (${DEFAULT-VALUE})")
  private String metrics = "vae-cf";

  String text() {
    return metrics;
  }

  Evaluator evaluator() {
    return Evaluator.of(metrics);
  }
}
