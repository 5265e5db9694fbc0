package org.refold.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.refold.data.BadInputException;
import org.refold.data.Progress;
import org.refold.data.sets.DataSet;
import org.refold.evaluate.Evaluator;
import org.refold.evaluate.SegmentsBy;
import org.refold.recommend.Recommender;
import org.refold.report.StatisticsTables;
import org.refold.report.Tables;
import org.refold.split.Split;
import org.refold.split.Splitter;
import org.refold.study.Backgrounds;
import org.refold.study.Experiment;
import org.refold.study.Outcome;
import org.refold.study.ResultFile;
import org.refold.study.Source;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code refold evaluate}: fits one model and measures it on what was held out. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = "Fits a model on the training part of a split and measures it on the test part.")
final class EvaluateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private DataOptions data = new DataOptions();
  @Mixin private SplitOptions split = new SplitOptions();
  @Mixin private MetricOptions metrics = new MetricOptions();
  @Mixin private SegmentOptions segments = new SegmentOptions();
  @Mixin private ModelOptions model = new ModelOptions();
  @Mixin private RunOptions run = new RunOptions();

  @Option(
      names = "--out",
      paramLabel = "FILE.json",
      description = "writes the result, and beside it the value of every user in every metric")
  private @Nullable Path out;

  @Option(names = "--conventions", description = "also prints what exactly each metric computes")
  private boolean conventions;

  @Override
  public Integer call() throws IOException {
    run.apply();
    Recommender recommender = model.create();
    Evaluator evaluator = metrics.evaluator();
    Splitter splitter = split.splitter();
    List<SegmentsBy> by = segments.chosen();
    requireOneFileForOneSplit(splitter);
    Progress progress = TerminalProgress.of(spec);
    DataSet set = data.open(progress);
    Announcements.warnings(spec, set.warnings());
    Source source = Source.of(set);
    List<Outcome> outcomes = new ArrayList<>();
    for (Split one : splitter.folds(set.interactions(), run.seed())) {
      Announcements.warnings(spec, one.audit());
      Experiment experiment =
          new Experiment(
              source, one, recommender, evaluator, Backgrounds.of(set, one.train()), run.seed());
      outcomes.add(experiment.withSegments(by).run(progress));
    }
    print(outcomes);
    if (out != null) {
      ResultFile.write(outcomes.get(0), out);
      spec.commandLine().getOut().println("wrote " + out);
    }
    return 0;
  }

  private void requireOneFileForOneSplit(Splitter splitter) {
    int splits = splitter.parts().size();
    if (out != null && splits > 1) {
      throw new BadInputException(
          "--out takes the result of one split, but %s makes %d; choose one with fold=0, or let"
                  .formatted(splitter.spec(), splits)
              + " `refold ablate` keep the results of all");
    }
  }

  private void print(List<Outcome> outcomes) {
    var terminal = spec.commandLine().getOut();
    for (Outcome outcome : outcomes) {
      terminal.println(Tables.ofMetrics(outcome).toText());
      outcome
          .segments()
          .values()
          .forEach(found -> terminal.println(StatisticsTables.ofSegments("", found).toText()));
      terminal.println(
          String.format(
              Locale.ROOT,
              "fitted in %.2f s, scored in %.2f s, ranked in %.2f s; split %s, seed %d",
              outcome.fitSeconds(),
              outcome.evaluation().scoreSeconds(),
              outcome.evaluation().rankSeconds(),
              outcome.experiment().split().spec(),
              outcome.experiment().seed()));
      terminal.println();
    }
    if (outcomes.size() > 1) {
      terminal.println(Tables.ofFolds(outcomes).toText());
    }
    if (conventions) {
      terminal.println(outcomes.get(0).evaluation().evaluator().passport());
    }
    terminal.flush();
  }
}
