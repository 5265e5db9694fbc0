package org.refold.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.statistics.Adjustment;
import org.refold.evaluate.statistics.ComparisonTable;
import org.refold.report.study.ResultComparison;
import org.refold.report.table.Table;
import org.refold.settings.Tokens;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code refold compare}: result files against each other, user by user. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Compares models by their result files, user by user: differences with intervals, effect"
          + " sizes, adjusted p-values, and the smallest difference that could be seen.",
      "Files of one model on one split are its seeds, those on several splits its folds."
    })
final class CompareCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ReplaceOption replace = new ReplaceOption();

  @Parameters(
      paramLabel = "FILE.json",
      arity = "1..*",
      description = "of `refold evaluate --out`, `refold score --out`, or trials of a study")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--metrics",
      paramLabel = "LIST",
      description = "only these; the fewer questions, the less to pay for the adjustment (all)")
  private @Nullable String metrics;

  @Option(
      names = "--baseline",
      paramLabel = "MODEL",
      description = "compares each model with this one only (all pairs)")
  private @Nullable String baseline;

  @Option(
      names = "--adjustment",
      paramLabel = "RULE",
      description = "of p-values over the table: holm, benjamini-hochberg, none (holm)")
  private @Nullable String adjustment;

  @Option(
      names = "--out",
      paramLabel = "FILE.md|tex|csv|html|txt",
      description = "also writes the table of differences")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    Adjustment rule =
        Tokens.readIfGiven(Adjustment.class, "adjustment", adjustment).orElse(Adjustment.HOLM);
    if (out != null) {
      Table.checkName(out);
      replace.check("--out", out);
    }
    ResultComparison results = ResultComparison.read(files);
    List<Metric> compared = metrics == null ? results.metrics() : results.metrics(metrics);
    ComparisonTable rows =
        baseline == null ? results.pairs(compared, rule) : results.with(baseline, compared, rule);
    Table table = results.table(rows);
    var terminal = spec.commandLine().getOut();
    terminal.println(results.means(compared).toText());
    terminal.println();
    terminal.println(table.toText());
    if (out != null) {
      table.save(out);
      terminal.println("wrote " + out);
    }
    terminal.flush();
    return 0;
  }
}
