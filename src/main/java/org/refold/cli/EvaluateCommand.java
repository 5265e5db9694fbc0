package org.refold.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.refold.cluster.Cluster;
import org.refold.data.sets.DataSet;
import org.refold.evaluate.Evaluator;
import org.refold.evaluate.RankedLists;
import org.refold.evaluate.Ties;
import org.refold.recommend.ModelFile;
import org.refold.report.Tables;
import org.refold.report.table.StatisticsTables;
import org.refold.settings.BadInputException;
import org.refold.settings.Places;
import org.refold.settings.Progress;
import org.refold.split.Split;
import org.refold.split.Splitter;
import org.refold.study.ExperimentPlan;
import org.refold.study.olcut.ExperimentFile;
import org.refold.study.plan.Forecast;
import org.refold.study.plan.KnownTimes;
import org.refold.study.run.BatchRankings;
import org.refold.study.run.Experiment;
import org.refold.study.run.Outcome;
import org.refold.study.run.ScoredLists;
import org.refold.study.store.AtomicFiles;
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
  @Mixin private ExperimentOptions experiment = new ExperimentOptions();
  @Mixin private RunOptions run = new RunOptions();
  @Mixin private ModelFileOptions files = new ModelFileOptions();
  @Mixin private ReplaceOption replace = new ReplaceOption();
  @Mixin private DryRunOption dryRun = new DryRunOption();
  @Mixin private WorkerOptions workers = new WorkerOptions();

  @Option(
      names = "--out",
      paramLabel = "FILE.json",
      description = "writes the result, and beside it the value of every user in every metric")
  private @Nullable Path out;

  @Option(
      names = "--write-config",
      paramLabel = "FILE.xml|json",
      description = {
        "only writes the experiment as a configuration file of OLCUT, for --config: opens no data",
        "and fits nothing"
      })
  private @Nullable Path config;

  @Option(names = "--conventions", description = "also prints what exactly each metric computes")
  private boolean conventions;

  @Override
  public Integer call() throws IOException {
    run.apply();
    ModelFile model = files.open();
    if (model != null) {
      experiment.take(model);
    }
    ExperimentBuilder chosen = experiment.chosen(spec);
    chosen.seed(run.given());
    ExperimentPlan plan = chosen.plan();
    Messages.notes(spec, chosen.notes());
    if (config != null) {
      return write(plan, config);
    }
    Splitter splitter = plan.splitter();
    if (out != null) {
      splitter.requireOne("--out takes the result of one split, and `refold ablate` keeps several");
    }
    files.check(splitter, plan.evaluator(), replace);
    replace.check("--out", out);
    Progress progress = TerminalProgress.of(spec);
    DataSet set = experiment.open(spec, plan.data(), splitter, progress);
    if (dryRun.isAsked()) {
      return forecast(plan, set, model != null);
    }
    if (workers.isAsked()) {
      return byWorkers(plan, set, model, progress);
    }
    List<Outcome> outcomes = new ArrayList<>();
    try {
      for (Split one : splitter.folds(set, plan.splitSeed())) {
        Messages.warnings(spec, one.audit());
        files.check(one);
        outcomes.add(outcome(Experiment.of(plan, set, one), model, progress));
      }
      print(outcomes);
      if (out != null) {
        outcomes.get(0).writeTo(out);
        spec.commandLine().getOut().println("wrote " + out);
      }
      files.write(spec, outcomes.get(0));
    } finally {
      outcomes.forEach(Outcome::close);
    }
    return 0;
  }

  /** Workers rank for the test users, and this process measures the lists. */
  private int byWorkers(
      ExperimentPlan plan, DataSet set, @Nullable ModelFile model, Progress progress)
      throws IOException {
    Evaluator evaluator = plan.evaluator();
    if (model == null || !files.isOnlyFrom()) {
      throw new BadInputException(
          "--runner spark measures a model of a folder, --from DIR, and keeps nothing but --out; to"
              + " fit by workers: `refold ablate` or `refold fit`; for lists: `refold recommend"
              + " --all-of`");
    }
    if (evaluator.ties() != Ties.INDEX || !plan.segments().isEmpty()) {
      throw new BadInputException(
          "workers give lists, of which there are neither other --ties than index nor --segments;"
              + " leave out --runner spark");
    }
    RankedLists.check(evaluator.metrics());
    Split split = plan.splitter().folds(set, plan.splitSeed()).get(0);
    Messages.warnings(spec, split.audit());
    Experiment experiment = Experiment.of(plan, set, split);
    ModelFileOptions.warnOfOtherTraining(spec, model, experiment);
    BatchRankings ranked;
    try (Cluster cluster = workers.open().orElseThrow()) {
      int longest = Math.max(1, evaluator.longest());
      ranked =
          BatchRankings.of(
              model,
              split.test(),
              evaluator.foldInItems(),
              longest,
              Optional.of(cluster),
              progress);
    }
    ScoredLists scored =
        ScoredLists.of(
            experiment.source(),
            split,
            ranked.lists(model.model()),
            evaluator,
            experiment.background(),
            progress);
    ScoreCommand.print(spec, scored, out);
    return 0;
  }

  private Outcome outcome(Experiment one, @Nullable ModelFile model, Progress progress)
      throws IOException {
    if (model == null) {
      return one.run(progress);
    }
    ModelFileOptions.warnOfOtherTraining(spec, model, one);
    return one.measure(model.load(one.recommender()), 0, progress);
  }

  private int forecast(ExperimentPlan plan, DataSet set, boolean fitted) throws IOException {
    List<Split> folds = plan.splitter().folds(set, plan.splitSeed());
    folds.forEach(one -> Messages.warnings(spec, one.audit()));
    Experiment first = Experiment.of(plan, set, folds.get(0));
    Forecast forecast =
        Forecast.of(
            List.of(first),
            folds.size(),
            fitted ? folds.size() : 0,
            KnownTimes.read(new StudyOptions().folder()),
            out == null ? Path.of("") : out);
    return DryRunOption.say(spec, forecast);
  }

  private int write(ExperimentPlan plan, Path file) throws IOException {
    if (out != null || files.isAsked()) {
      throw new BadInputException(
          "--write-config only writes the experiment, so there is nothing for --out, --save,"
              + " --from and --predictions; leave out one of the two");
    }
    Places.checkWritable("--write-config", file);
    byte[] bytes = ExperimentFile.bytes(plan, file);
    AtomicFiles.write(file, to -> to.write(bytes));
    spec.commandLine().getOut().println("wrote " + file);
    return 0;
  }

  private void print(List<Outcome> outcomes) {
    var terminal = spec.commandLine().getOut();
    for (Outcome outcome : outcomes) {
      terminal.println(Tables.ofMetrics(outcome).toText());
      outcome.evaluation().notes().forEach(terminal::println);
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
      terminal.println(outcomes.get(0).evaluation().evaluator().describe());
    }
    terminal.flush();
  }
}
