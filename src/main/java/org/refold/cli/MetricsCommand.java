package org.refold.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.refold.evaluate.Evaluator;
import org.refold.evaluate.Preset;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.metric.Metrics;
import org.refold.report.table.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code refold metrics}: what can be measured, by which conventions. */
@Command(
    name = "metrics",
    mixinStandardHelpOptions = true,
    description = "Lists metrics and presets, or spells out the conventions of some.")
final class MetricsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "PRESET|LIST",
      description = "spells out what exactly these compute")
  private String list = "";

  @Override
  public Integer call() {
    PrintWriter terminal = spec.commandLine().getOut();
    if (!list.isEmpty()) {
      terminal.println(Evaluator.of(list).describe());
      return 0;
    }
    Table metrics = Table.of("Metrics, with the conventions that apply if none is named", "name");
    for (Metric metric : Metrics.list()) {
      metrics = metrics.row(metric.fullName());
    }
    Table presets = Table.of("Presets", "name", "metrics", "what it is");
    for (Preset preset : Preset.values()) {
      String names = String.join(",", preset.metrics().stream().map(Metric::name).toList());
      presets = presets.row(preset.token(), names, preset.summary());
    }
    terminal.println(metrics.toText());
    terminal.println();
    terminal.println(presets.toText());
    return 0;
  }
}
