package org.refold.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.refold.data.sets.DataSet;
import org.refold.evaluate.Evaluator;
import org.refold.evaluate.RankedLists;
import org.refold.report.Tables;
import org.refold.settings.BadInputException;
import org.refold.settings.Progress;
import org.refold.split.Split;
import org.refold.split.Splitter;
import org.refold.split.protocol.Splitters;
import org.refold.study.ExperimentPlan;
import org.refold.study.run.MetricContexts;
import org.refold.study.run.RankingFile;
import org.refold.study.run.ScoredLists;
import org.refold.study.store.DataFingerprint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code refold score}: measures rankings that some other system made. */
@Command(
    name = "score",
    mixinStandardHelpOptions = true,
    description = {
      "Measures the rankings in a file on the test part of a split, as `refold evaluate` measures"
          + " a model.",
      "`refold split --out` gives another system the training part and the test users' histories."
    })
final class ScoreCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private DataOptions data = new DataOptions();
  @Mixin private RunOptions run = new RunOptions();
  @Mixin private ReplaceOption replace = new ReplaceOption();

  @Option(
      names = "--run",
      required = true,
      paramLabel = "FILE",
      description = {
        "the rankings, with raw ids: a run of TREC (user Q0 item rank score tag), or a table with"
            + " a",
        "header by tabs (user, item, rank or score), as `refold evaluate --predictions` writes both"
      })
  private Path file = Path.of("");

  @Option(
      names = "--metrics",
      paramLabel = "PRESET|LIST",
      description = "as for `refold evaluate` (" + ExperimentPlan.USUAL_METRICS + ")")
  private String metrics = ExperimentPlan.USUAL_METRICS;

  @Option(
      names = "--out",
      paramLabel = "FILE.json",
      description = "writes the result with the value of every user, for `refold compare`")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    run.apply();
    String how = data.split();
    Splitter splitter = how == null ? null : Splitters.parse(how);
    String name = splitter == null ? null : data.givenOr(splitter);
    if (name == null || splitter == null) {
      throw new BadInputException(
          "both --data and --split are needed: those that the rankings were made for");
    }
    splitter.requireOne("rankings are for one split");
    replace.check("--out", out);
    Evaluator evaluator = Evaluator.of(metrics);
    Progress progress = TerminalProgress.of(spec);
    DataSet set = data.open(spec, name, splitter, progress);
    Split split = splitter.split(set, run.seed());
    Messages.warnings(spec, split.audit());
    RankedLists lists = RankingFile.read(file, split.test());
    ScoredLists scored =
        ScoredLists.of(
            DataFingerprint.of(set, split),
            split,
            lists,
            evaluator,
            MetricContexts.of(set, split.train()),
            progress);
    print(spec, scored, out);
    return 0;
  }

  /** Prints figures of rankings, and keeps them if there is a file for them. */
  static void print(CommandSpec spec, ScoredLists scored, @Nullable Path out) throws IOException {
    Split split = scored.split();
    var terminal = spec.commandLine().getOut();
    String title = "%s on %s".formatted(scored.lists().name(), scored.source().name());
    terminal.println(Tables.ofMetrics(title, scored.evaluation()).toText());
    scored.evaluation().notes().forEach(terminal::println);
    terminal.println(String.format(Locale.ROOT, "split %s, seed %d", split.spec(), split.seed()));
    if (out != null) {
      scored.writeTo(out);
      terminal.println("wrote " + out);
    }
    terminal.flush();
  }
}
